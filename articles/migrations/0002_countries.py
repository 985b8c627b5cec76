"""Seed the 49 country sections of the model site, with their ISO 3166-1 codes and native names."""

from django.db import migrations

COUNTRIES = """
AF|Afghanistan|afghanistan|افغانستان|fa|South Asia
AM|Armenia|armenia|Հայաստան|hy|Caucasus
AZ|Azerbaijan|azerbaijan|Azərbaycan|az|Caucasus
BH|Bahrain|bahrain|البحرين|ar|Gulf
BD|Bangladesh|bangladesh|বাংলাদেশ|bn|South Asia
BT|Bhutan|bhutan|འབྲུག|dz|South Asia
BN|Brunei Darussalam|brunei-darussalam|Brunei Darussalam|ms|South-East Asia
KH|Cambodia|cambodia|កម្ពុជា|km|South-East Asia
CN|China|china|中国|zh|East Asia
CY|Cyprus|cyprus|Κύπρος|el|Levant
TL|East Timor|east-timor|Timor-Leste|pt|South-East Asia
GE|Georgia|georgia|საქართველო|ka|Caucasus
IN|India|india|भारत|hi|South Asia
ID|Indonesia|indonesia|Indonesia|id|South-East Asia
IR|Iran|iran|ایران|fa|Gulf
IQ|Iraq|iraq|العراق|ar|Gulf
IL|Israel|israel|ישראל|he|Levant
JP|Japan|japan|日本|ja|East Asia
JO|Jordan|jordan|الأردن|ar|Levant
KZ|Kazakhstan|kazakhstan|Қазақстан|kk|Central Asia
KW|Kuwait|kuwait|الكويت|ar|Gulf
KG|Kyrgyzstan|kyrgyzstan|Кыргызстан|ky|Central Asia
LA|Lao PDR|lao-pdr|ລາວ|lo|South-East Asia
LB|Lebanon|lebanon|لبنان|ar|Levant
MY|Malaysia|malaysia|Malaysia|ms|South-East Asia
MV|Maldives|maldives|ދިވެހިރާއްޖެ|dv|South Asia
MN|Mongolia|mongolia|Монгол Улс|mn|East Asia
MM|Myanmar|myanmar|မြန်မာ|my|South-East Asia
NP|Nepal|nepal|नेपाल|ne|South Asia
KP|North Korea|north-korea|조선|ko|East Asia
OM|Oman|oman|عُمان|ar|Gulf
PK|Pakistan|pakistan|پاکستان|ur|South Asia
PH|Philippines|philippines|Pilipinas|fil|South-East Asia
QA|Qatar|qatar|قطر|ar|Gulf
SA|Saudi Arabia|saudi-arabia|السعودية|ar|Gulf
SG|Singapore|singapore|Singapura|ms|South-East Asia
KR|South Korea|south-korea|대한민국|ko|East Asia
LK|Sri Lanka|sri-lanka|ශ්‍රී ලංකාව|si|South Asia
PS|State of Palestine|state-of-palestine|فلسطين|ar|Levant
SY|Syria|syria|سوريا|ar|Levant
TW|Taiwan|taiwan|臺灣|zh-Hant|East Asia
TJ|Tajikistan|tajikistan|Тоҷикистон|tg|Central Asia
TH|Thailand|thailand|ประเทศไทย|th|South-East Asia
TR|Turkey|turkey|Türkiye|tr|Levant
TM|Turkmenistan|turkmenistan|Türkmenistan|tk|Central Asia
AE|United Arab Emirates|united-arab-emirates|الإمارات|ar|Gulf
UZ|Uzbekistan|uzbekistan|Oʻzbekiston|uz|Central Asia
VN|Vietnam|vietnam|Việt Nam|vi|South-East Asia
YE|Yemen|yemen|اليمن|ar|Gulf
"""


def seed(apps, schema_editor):
    """Write the sections that are not there yet."""
    country = apps.get_model("articles", "Country")
    for line in COUNTRIES.strip().splitlines():
        iso2, name, slug, native_name, language, region = line.split("|")
        country.objects.get_or_create(
            iso2=iso2,
            defaults={
                "name": name,
                "slug": slug,
                "native_name": native_name,
                "native_language": language,
                "region": region,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
