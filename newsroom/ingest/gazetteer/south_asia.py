"""Words of South Asia. Data only; how a line is read stands in `rows`."""

ROWS = """
AF name: Afghanistan | Islamic Emirate of Afghanistan | Islamic Republic of Afghanistan
AF folk: Afghan | Afghans | anti-Afghan | Afghan-led
AF seat: Kabul
AF town: Kandahar | Herat | Mazar-i-Sharif | Mazar-e-Sharif | Jalalabad | Kunduz | Helmand | Lashkar Gah | Ghazni
  | Nangarhar | Badakhshan | Bamiyan | Bamyan | Panjshir | Paktika | Paktia | Uruzgan | Faryab | Takhar | Baghlan
  | Logar | Wardak | Khost | Kunar | Farah province | Balkh | Bagram | Tora Bora | Hindu Kush? | Wakhan
AF sign: Taliban | Mujahideen? | Hamid Karzai | Karzai | Ashraf Ghani | Akhundzada | Hekmatyar | Ahmad Massoud
  | Loya Jirga | Pashtun? | Hazara? | Hazaras? | Haqqani network | TOLOnews | Ariana Afghan | Kam Air | Najibullah
AF coin: afghani | afghanis
AF else: افغانستان | أفغانستان | کابل | كابول | طالبان? | Afganistán | Afeganistão | Afganistan | Афганистан* | Кабул*
  | 阿富汗 | 喀布尔 | アフガニスタン | アフガン | 아프가니스탄 | अफगानिस्तान | अफ़ग़ानिस्तान | אפגניסטן | Afghanen
AF less: афганск* | afghanisch* | afghane | afghanes | afgano | afganos

BD name: Bangladesh | People's Republic of Bangladesh | East Pakistan
BD folk: Bangladeshi | Bangladeshis
BD seat: Dhaka | Dacca
BD town: Chittagong | Chattogram | Cox's Bazar | Khulna | Rajshahi | Sylhet | Barisal | Barishal | Rangpur
  | Mymensingh | Comilla | Cumilla | Narayanganj | Gazipur | Jessore | Jashore | Bogura | Bogra | Savar | Noakhali
  | Feni | Teknaf | Kutupalong | Bhasan Char | Bhashan Char | Sundarbans? | Chittagong Hill Tracts | Mongla
  | Narsingdi | Tangail | Kushtia | Faridpur | Dinajpur | Brahmanbaria | Ukhiya
BD sign: Awami League | Sheikh Hasina | Khaleda Zia | Ziaur Rahman | Muhammad Yunus | Mujibur Rahman | Ershad
  | Tarique Rahman | Grameen Bank | Grameenphone | Biman | Jatiya Party | Jatiya Sangsad | Rana Plaza | BGMEA
  | Padma Bridge | BRAC? | Bangla?
BD coin: taka | takas
BD else: বাংলাদেশ | ঢাকা | বাংলাদেশি* | Бангладеш* | بنغلاديش | بنگلادش | بنگلہ دیش | 孟加拉国 | 孟加拉國 | 孟加拉
  | バングラデシュ | 방글라데시 | बांग्लादेश | Bangladesch
BD less: bengalí? | бангладешск*

BT name: Bhutan | Kingdom of Bhutan
BT folk: Bhutanese
BT seat: Thimphu
BT town: Paro | Phuentsholing | Punakha | Wangdue | Trongsa | Bumthang | Gelephu | Samdrup Jongkhar | Trashigang
  | Tashigang | Haa? | Mongar | Zhemgang | Samtse | Wangdue Phodrang | Phobjikha
BT sign: Druk | Drukair | Dzongkha | Druk Gyalpo | Jigme Khesar | Jigme Singye | Wangchuck | Gross National Happiness
  | Dasho | Lotay Tshering | Tshering Tobgay | Druk Phuensum Tshogpa | Lhotshampa | Tiger's Nest
BT coin: ngultrum
BT else: འབྲུག་ཡུལ | འབྲུག | Bután | Butão | Butan | Bhoutan | Бутан* | بوتان | 不丹 | ブータン | 부탄 | भूटान
BT less: bhutanais* | бутанск*

IN name: India | Bharat? | Republic of India | Hindustan?
IN folk: Indian | Indians | Indo-Pakistani | Indo-Pak | Non-Resident Indian
IN seat: New Delhi | Delhi
IN town: Mumbai | Bombay | Bengaluru | Bangalore | Kolkata | Calcutta | Chennai | Madras? | Ahmedabad | Pune | Surat
  | Jaipur | Lucknow | Kanpur | Nagpur | Indore | Bhopal | Patna | Vadodara | Ghaziabad | Ludhiana | Agra | Nashik
  | Varanasi | Srinagar | Amritsar | Chandigarh | Ranchi | Guwahati | Coimbatore | Kochi? | Cochin
  | Thiruvananthapuram | Trivandrum | Visakhapatnam | Vizag | Mysuru | Mysore | Bhubaneswar | Jammu | Shimla
  | Dehradun | Gurugram | Gurgaon | Noida | Imphal | Shillong | Aizawl | Kohima | Agartala | Gangtok | Itanagar
  | Panaji | Raipur | Jodhpur | Udaipur | Madurai | Rajkot | Allahabad | Prayagraj | Ayodhya | Leh? | Ladakh
  | Siliguri | Darjeeling | Puducherry | Pondicherry | Kozhikode | Thane | Meerut | Jamshedpur | Uttar Pradesh
  | Maharashtra | Bihar | West Bengal | Madhya Pradesh | Tamil Nadu | Rajasthan | Karnataka | Gujarat | Andhra Pradesh
  | Odisha | Orissa | Telangana | Kerala | Jharkhand | Assam | Chhattisgarh | Haryana | Uttarakhand | Himachal Pradesh
  | Tripura | Meghalaya | Manipur | Nagaland | Goa | Arunachal Pradesh | Mizoram | Sikkim | Jammu and Kashmir
  | Andaman | Nicobar | Lakshadweep | Kutch | Sabarimala | Tirupati | Kudankulam | Sriharikota
IN sign: Indian summer monsoon | Narendra Modi | Modi | Bharatiya Janata Party | BJP | Lok Sabha | Rajya Sabha
  | Rahul Gandhi | Sonia Gandhi | Rajiv Gandhi | Indira Gandhi | Mahatma Gandhi | Gandhi? | Nehru | Manmohan Singh
  | Vajpayee | Amit Shah | Jaishankar | Aam Aadmi Party | Kejriwal | Droupadi Murmu | Raj Bhavan | Shiv Sena
  | Mamata Banerjee | Trinamool | Yogi Adityanath | Reserve Bank of India | Sensex | Nifty | Bombay Stock Exchange
  | Bollywood | Tata Motors | Tata Steel | Tata Group | Infosys | Wipro | Reliance Industries | Adani | Mukesh Ambani
  | Ambani | Mahindra | Bajaj | Maruti | IndiGo | SpiceJet | Bharti Airtel | Flipkart | Paytm | ISRO | Chandrayaan
  | HDFC | ICICI | Hindustan Times | Naxalite | Naxalites | Maoists? | Aadhaar | crore? | crores? | lakh? | Diwali?
  | Kumbh Mela | Ganges | Brahmaputra? | Sikhs? | Dalit | Dalits | Virat Kohli | Rashtriya | Bhilai
  | Hindustan Unilever | Larsen & Toubro | ONGC | Oil and Natural Gas Commission | State Trading Corporation of India
  | Steel Authority of India
IN coin: rupee? | rupees? | paise?
IN else: भारत | भारतीय | दिल्ली | मुंबई | இந்தியா | భారతదేశం | ভারত | ಭಾರತ | ഇന്ത്യ | ਭਾਰਤ | ભારત | Inde | Indien
  | Índia | Índe | Индия | Индии | Индию | Индией | Нью-Дели | الهند | نيودلهي | هند | بھارت | 印度 | 新德里 | 孟买
  | インド | ニューデリー | 인도? | 뉴델리 | הודו | Hindistan | Ấn Độ | อินเดีย
IN less: индийск* | indien | indienne | indiens | indisch* | indiano? | indiani?

LK name: Sri Lanka | Ceylon | Srilanka
LK folk: Sri Lankan | Sri Lankans | Ceylonese | Sinhalese | Sinhala
LK seat: Colombo | Sri Jayawardenepura Kotte
LK town: Kandy | Jaffna | Galle | Trincomalee | Batticaloa | Negombo | Anuradhapura | Polonnaruwa | Hambantota
  | Matara | Ratnapura | Badulla | Nuwara Eliya | Kurunegala | Vavuniya | Mullaitivu | Kilinochchi | Mannar | Ampara
  | Dambulla | Sigiriya | Katunayake
LK sign: Tamil Tigers | Tamil Tiger | LTTE | Liberation Tigers | Rajapaksa | Gotabaya | Mahinda Rajapaksa
  | Ranil Wickremesinghe | Wickremesinghe | Jayewardene | Kumaratunga | Sirisena | Dissanayake | Bandaranaike
  | Janatha Vimukthi | JVP | Premadasa | Ceylon Tea | Sajith Premadasa | Ceylon Petroleum
LK coin: rupee? | rupees?
LK else: ශ්‍රී ලංකා | ශ්‍රී ලංකාව | කොළඹ | இலங்கை | கொழும்பு | Шри-Ланк* | Шри-Ланка | سريلانكا | سری لنکا | 斯里兰卡
  | 斯里蘭卡 | スリランカ | 스리랑카 | श्रीलंका | Ceilán
LK less: sri-lankais* | шри-ланкийск*

MV name: Maldives | Maldive Islands | Republic of Maldives | Maldive
MV folk: Maldivian | Maldivians
MV seat: Malé | Male?
MV town: Hulhumale | Hulhumalé | Addu Atoll | Addu City | Baa Atoll | Ari Atoll | Villingili | Fuvahmulah
  | Kulhudhuffushi | Maafushi | Thilafushi | Velana | Gan Island | Laamu | Haa Dhaalu | Noonu
MV sign: Maumoon | Gayoom | Mohamed Nasheed | Nasheed | Ibrahim Solih | Muizzu | Majlis? | Dhivehi | Abdulla Yameen
  | Maldivian Democratic Party
MV coin: rufiyaa
MV else: ދިވެހިރާއްޖެ | މާލެ | ދިވެހި | Maldivas | Malediven | Maldive | Maldivler | Мальдив* | المالديف
  | جزر المالديف | مالدیپ | 马尔代夫 | 馬爾地夫 | モルディブ | 몰디브 | मालदीव
MV less: maldivien* | мальдивск*

NP name: Nepal | Federal Democratic Republic of Nepal
NP folk: Nepali | Nepalis | Nepalese | Gurkha? | Gurkhas? | Sherpa? | Sherpas?
NP seat: Kathmandu | Katmandu
NP town: Pokhara | Lalitpur | Bhaktapur | Biratnagar | Birgunj | Chitwan | Janakpur | Lumbini | Butwal | Dharan
  | Nepalgunj | Hetauda | Gorkha | Lukla | Namche | Mustang district | Everest? | Mount Everest? | Terai | Jumla
  | Dolakha | Sindhupalchok | Karnali | Annapurna? | Bhairahawa | Itahari | Dhangadhi
NP sign: Prachanda | Pushpa Kamal Dahal | Sher Bahadur Deuba | Deuba | KP Sharma Oli | K.P. Sharma Oli | Gyanendra
  | Birendra | Singha Durbar | Tribhuvan | Madhesi | Balendra Shah | CPN-UML | Loktantrik? | Kathmandu Post
  | Nepal Rastra Bank
NP coin: rupee? | rupees?
NP else: नेपाल | काठमाडौं | नेपाली | Népal | Непал* | نيبال | نیپال | 尼泊尔 | 尼泊爾 | 加德满都 | ネパール
  | カトマンズ | 네팔 | เนปาล
NP less: népalais* | nepalesisch* | непальск*

PK name: Pakistan | Islamic Republic of Pakistan | West Pakistan
PK folk: Pakistani | Pakistanis | Indo-Pakistani | Indo-Pak
PK seat: Islamabad
PK town: Karachi | Lahore | Rawalpindi | Faisalabad | Peshawar | Quetta | Multan | Sialkot | Gujranwala | Bahawalpur
  | Sargodha | Sukkur | Larkana | Gwadar | Abbottabad | Mardan | Swat Valley | Swat? | Mingora | Gilgit
  | Gilgit-Baltistan | Skardu | Muzaffarabad | Mirpur | Balochistan | Baluchistan? | Sindh | Khyber Pakhtunkhwa
  | Waziristan | Bannu | Dera Ismail Khan | Chitral | Murree | Turbat | Khuzdar | Mohenjo-daro | Bajaur | Kurram
  | Chaman | Azad Kashmir | North-West Frontier Province | Sibi?
PK sign: Imran Khan | Nawaz Sharif | Shehbaz Sharif | Benazir Bhutto | Bhutto | Asif Ali Zardari | Zardari | Bilawal
  | Musharraf | Zia-ul-Haq | Zia ul-Haq | Asim Munir | PTI? | PML-N | Pakistan Peoples Party | Tehreek-e-Insaf
  | Tehrik-i-Taliban | Inter-Services Intelligence | Lashkar-e-Taiba | Jaish-e-Mohammed | Jinnah | Malala Yousafzai
  | Malala | Junejo | Dawn newspaper | Geo News | KSE-100 | State Bank of Pakistan | PIA? | Karachi Stock Exchange
PK coin: rupee? | rupees?
PK else: پاکستان | اسلام آباد | کراچی | لاہور | Paquistán | Paquistão | Пакистан* | Исламабад* | باكستان | إسلام آباد
  | 巴基斯坦 | 伊斯兰堡 | パキスタン | 파키스탄 | पाकिस्तान | পাকিস্তান | פקיסטן
PK less: pakistanais* | pakistanisch* | пакистанск* | paquistaní*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
