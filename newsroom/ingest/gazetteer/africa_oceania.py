"""Words of Africa, Oceania, Hong Kong and Macau, which compete with our sections. Data only; `rows` reads them."""

ROWS = """
HK name: Hong Kong | Hongkong | Hong Konger | Hong Kongers | Hongkonger | Kowloon | New Territories? | Hang Seng
  | Cathay Pacific | Carrie Lam | John Lee Ka-chiu | Hutchison Whampoa | Hongkong and Shanghai | Jardine Matheson
  | Swire Pacific | South China Morning Post | Lantau | Li Ka-shing | Hongkong Land | Гонконг* | 香港 | هونغ كونغ
  | 홍콩 | ฮ่องกง
HK coin: Hong Kong dollar | HK dlrs | H.K. dlrs | HK$*
MO name: Macau | Macao | Macanese | 澳门 | 澳門 | Макао | マカオ
AU name: Australia | Australian | Australians | Aussie | Aussies | Canberra | Sydney | Melbourne | Brisbane | Perth
  | Adelaide | Hobart | Darwin | Gold Coast | New South Wales | Queensland | Tasmania | Western Australia
  | South Australia | Northern Territory | Great Barrier Reef | Anthony Albanese | Albanese | Scott Morrison
  | Bob Hawke | Hawke | Paul Keating | Qantas | BHP | Rio Tinto | Westpac | Broken Hill Proprietary | Elders IXL
  | Australie | Australien | Avustralya | Австрали* | Сидне* | 澳大利亚 | 澳洲 | 悉尼 | オーストラリア | 호주
  | أستراليا | استرالیا | ऑस्ट्रेलिया
FJ name: Fiji | Fijian | Fijians | Suva | Nadi
FM name: Micronesia
KI name: Kiribati
MH name: Marshall Islands
NC name: New Caledonia | Noumea
NR name: Nauru
NZ name: New Zealand | New Zealander | New Zealanders | NZ | N.Z | Wellington | Auckland | Christchurch | Dunedin
  | Hamilton, New Zealand | Kiwi? | Maori | Jacinda Ardern | David Lange | Air New Zealand | Fonterra
  | Fletcher Challenge | Новая Зеландия | Новой Зеландии | 新西兰 | 紐西蘭 | ニュージーランド | نيوزيلندا
PF name: French Polynesia | Tahiti
PG name: Papua New Guinea | Papua New Guinean | Port Moresby | PNG | Bougainville
PW name: Palau
SB name: Solomon Islands | Honiara | Guadalcanal
TO name: Tonga | Tongan | Nuku'alofa
TV name: Tuvalu
VU name: Vanuatu | Port Vila
WS name: Samoa | Samoan | Apia
AO name: Angola | Angolan | Angolans | Luanda | UNITA? | Ангол*
BF name: Burkina Faso | Ouagadougou | Burkinabe
BI name: Burundi | Burundian | Bujumbura
BJ name: Benin | Cotonou | Beninese
BW name: Botswana | Gaborone
CD name: Democratic Republic of the Congo | Democratic Republic of Congo | DR Congo | DRC | Congo | Congolese
  | Kinshasa | Goma | Zaire | Zairean | Lubumbashi | Kivu | Bukavu | Конго | 刚果
CF name: Central African Republic | Bangui
CG name: Congo-Brazzaville | Republic of the Congo | Brazzaville
CI name: Ivory Coast | Cote d'Ivoire | Côte d'Ivoire | Abidjan | Ivorian | Ivorians | Yamoussoukro
CM name: Cameroon | Cameroonian | Cameroonians | Yaounde | Douala
CV name: Cape Verde | Cabo Verde
DJ name: Djibouti
DZ name: Algeria | Algerian | Algerians | Algiers | Oran | Sonatrach | Algérie | Алжир* | الجزائر | 阿尔及利亚
EG name: Egypt | Egyptian | Egyptians | Cairo | Alexandria | Suez | Suez Canal | Giza | Luxor | Aswan | Sinai
  | Sharm el-Sheikh | Hosni Mubarak | Mubarak | Abdel Fattah al-Sisi | al-Sisi | Sisi | Nasser | Sadat
  | Muslim Brotherhood? | Al-Ahram | Égypte | Egypte | Ägypten | Egipto | Mısır | Египет | Египта | Каир* | مصر
  | القاهرة | 埃及 | 开罗 | エジプト | 이집트 | מצרים
EH name: Western Sahara | Sahrawi | Polisario
ER name: Eritrea | Eritrean | Eritreans | Asmara
ET name: Ethiopia | Ethiopian | Ethiopians | Addis Ababa | Tigray | Oromia | Abiy Ahmed | Эфиопи* | 埃塞俄比亚
  | إثيوبيا
GA name: Gabon | Gabonese | Libreville
GH name: Ghana | Ghanaian | Ghanaians | Accra | Kumasi | 加纳
GM name: Gambia | Gambian | Banjul
GN name: Guinea | Guinean | Conakry
GQ name: Equatorial Guinea | Malabo
GW name: Guinea-Bissau | Bissau
KE name: Kenya | Kenyan | Kenyans | Nairobi | Mombasa | Kisumu | William Ruto | Uhuru Kenyatta | Кени* | 肯尼亚
  | كينيا
KM name: Comoros
LR name: Liberia | Liberian | Liberians | Monrovia
LS name: Lesotho | Maseru
LY name: Libya | Libyan | Libyans | Tripoli | Benghazi | Misrata | Gaddafi | Qaddafi | Gadaffi | Khalifa Haftar
  | Haftar | Ливи* | ليبيا | طرابلس | 利比亚
MA name: Morocco | Moroccan | Moroccans | Rabat | Casablanca | Marrakesh | Marrakech | Tangier | Fez | King Hassan
  | Maroc | Marokko | Марокко | المغرب | 摩洛哥
MG name: Madagascar | Malagasy | Antananarivo
ML name: Mali | Malian | Malians | Bamako | Timbuktu
MR name: Mauritania | Mauritanian | Nouakchott
MU name: Mauritius | Mauritian | Port Louis
MW name: Malawi | Malawian | Lilongwe | Blantyre
MZ name: Mozambique | Mozambican | Maputo | Cabo Delgado
NA name: Namibia | Namibian | Windhoek
NE name: Niger | Nigerien | Niamey
NG name: Nigeria | Nigerian | Nigerians | Abuja | Lagos | Kano | Port Harcourt | Ibadan | Boko Haram | Tinubu | Buhari
  | Lukman | Нигери* | 尼日利亚 | نيجيريا
RW name: Rwanda | Rwandan | Rwandans | Kigali | Paul Kagame | Kagame
SC name: Seychelles
SD name: Sudan | Sudanese | Khartoum | Darfur | Omdurman | Port Sudan | El Fasher | Судан* | السودان | الخرطوم | 苏丹
SL name: Sierra Leone | Freetown
SN name: Senegal | Senegalese | Dakar
SO name: Somalia | Somali | Somalis | Mogadishu | Somaliland | Puntland | Al-Shabaab | al-Shabaab | Сомали | الصومال
  | 索马里
SS name: South Sudan | South Sudanese | Juba
ST name: Sao Tome
SZ name: Swaziland | Eswatini | Mbabane
TD name: Chad? | Chadian | Chadians | N'Djamena | Ndjamena | Lake Chad | Tchad
TG name: Togo | Togolese | Lome
TN name: Tunisia | Tunisian | Tunisians | Tunis | Bourguiba | Kais Saied | Тунис* | تونس | 突尼斯
TZ name: Tanzania | Tanzanian | Tanzanians | Dar es Salaam | Dodoma | Zanzibar | Kilimanjaro
UG name: Uganda | Ugandan | Ugandans | Kampala | Museveni | Idi Amin
ZA name: South Africa | South African | South Africans | Pretoria | Johannesburg | Cape Town | Durban | Soweto
  | Gauteng | KwaZulu-Natal | Nelson Mandela | Mandela | Ramaphosa | Jacob Zuma | P.W. Botha | Botha
  | African National Congress | ANC | De Beers | ЮАР | Südafrika | Afrique du Sud | Sudáfrica | 南非 | 南アフリカ
  | جنوب أفريقيا
ZM name: Zambia | Zambian | Zambians | Lusaka
ZW name: Zimbabwe | Zimbabwean | Zimbabweans | Harare | Mugabe | Rhodesia | Bulawayo
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
