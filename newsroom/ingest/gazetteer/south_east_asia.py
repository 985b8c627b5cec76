"""Words of South-East Asia. Data only; how a line is read stands in `rows`."""

ROWS = """
BN name: Brunei | Brunei Darussalam | Negara Brunei Darussalam
BN folk: Bruneian | Bruneians
BN seat: Bandar Seri Begawan
BN town: Kuala Belait | Seria | Tutong | Temburong | Muara? | Brunei-Muara
BN sign: Hassanal Bolkiah | Bolkiah | Sultan of Brunei | Borneo Bulletin | Royal Brunei | Nurul Iman | Brunei Shell
  | Abdul Mateen
BN coin: Brunei dollar | Brunei dollars
BN else: Brunéi | Бруней | Брунее | Брунея | بروناي | برونئی | 文莱 | 汶萊 | ブルネイ | 브루나이 | บรูไน | ब्रुनेई
  | Bru-nây
BN less: bruneiisch* | брунейск*

ID name: Indonesia | Republic of Indonesia | Dutch East Indies
ID folk: Indonesian | Indonesians | Javanese? | Balinese | Acehnese | Papuan? | Sundanese? | Dayak?
ID seat: Jakarta | Djakarta | Batavia? | Nusantara
ID town: Surabaya | Bandung | Medan | Semarang | Makassar | Palembang | Denpasar | Yogyakarta | Jogjakarta | Bogor
  | Bekasi | Tangerang | Depok? | Balikpapan | Samarinda | Pontianak | Banjarmasin | Manado | Padang | Pekanbaru
  | Batam | Malang | Surakarta | Banda Aceh | Aceh | Bali | Lombok | Sumatra | Java? | West Java | East Java
  | Central Java | Sulawesi | Celebes | Kalimantan | Borneo? | Papua? | West Papua | Irian Jaya | Maluku | Moluccas
  | Ambon | Flores? | Sumba | Kupang | Ternate | Riau | Lampung | Bengkulu | Jambi | Natuna | Krakatau | Krakatoa
  | Merapi | Mount Semeru | Cilegon | Cirebon | Jayapura | Mataram | Palu | Tanjung Priok | Kabanjahe | Nias
  | Mentawai | Banten | Timika | Grasberg | Arun? | Bontang | Dumai | Cilacap | Bukittinggi | West Timor | Gorontalo
  | Kendari | Lewotobi | Cianjur | Morowali | Bintan
ID sign: Joko Widodo | Jokowi | Prabowo Subianto | Prabowo | Yudhoyono | Megawati | Sukarno | Soekarno | Suharto
  | Soeharto | Habibie | Abdurrahman Wahid | Sri Mulyani | Subroto | Golkar | Gerindra | PDI-P | Pertamina | Garuda
  | Lion Air | Gojek | Tokopedia | GoTo? | Bank Indonesia | Nahdlatul Ulama | Muhammadiyah | Jemaah Islamiyah
  | Pancasila | Bulog | Antara news | KPK? | Kompas | Bank Mandiri | Astra International | Freeport Indonesia | PLN?
  | Gibran | Jakarta Post | Borobudur | Komodo?
ID coin: rupiah | rupiahs
ID else: Indonésie | Indonesien | Indonésia | Endonezya | Индонези* | Джакарт* | إندونيسيا | اندونيسيا | جاكرتا
  | اندونزی | 印度尼西亚 | 印尼 | 雅加达 | 雅加達 | インドネシア | ジャカルタ | 인도네시아 | 자카르타 | इंडोनेशिया
  | อินโดนีเซีย | In-đô-nê-xi-a | אינדונזיה
ID less: indonésien* | indonesisch* | indonesio* | индонезийск*

KH name: Cambodia | Kampuchea | Democratic Kampuchea | Kingdom of Cambodia | Khmer Republic
KH folk: Cambodian | Cambodians | Kampuchean | Kampucheans | Khmer | Khmers
KH seat: Phnom Penh
KH town: Siem Reap | Battambang | Sihanoukville | Kampong Cham | Kampot | Kep? | Poipet | Angkor Wat | Angkor
  | Kampong Thom | Koh Kong | Preah Vihear | Banteay Meanchey | Oddar Meanchey | Kratie | Ratanakiri | Mondulkiri
  | Tonle Sap | Svay Rieng | Prey Veng | Pursat | Kandal | Bavet | Kampong Speu | Stung Treng | Takeo
KH sign: Hun Sen | Hun Manet | Norodom Sihanouk | Sihanouk | Norodom Sihamoni | Sihamoni | Khmer Rouge | Pol Pot
  | Heng Samrin | Son Sann | Sam Rainsy | Kem Sokha | Cambodian People's Party | Tuol Sleng | Khmer Times | Techo
KH coin: riel | riels
KH else: កម្ពុជា | ភ្នំពេញ | ខ្មែរ | Cambodge | Kambodscha | Camboya | Camboja | Cambogia | Kamboçya | Камбодж*
  | Пномпен* | كمبوديا | کامبوج | 柬埔寨 | 金边 | カンボジア | プノンペン | 캄보디아 | कंबोडिया | กัมพูชา | พนมเปญ
  | Campuchia | Phnôm Pênh
KH less: cambodgien* | kambodschanisch* | camboyano* | камбоджийск*

LA name: Laos | Lao PDR | Lao People's Democratic Republic | Lao P.D.R
LA folk: Laotian | Laotians | Lao
LA seat: Vientiane
LA town: Luang Prabang | Savannakhet | Pakse | Champasak | Vang Vieng | Luang Namtha | Xieng Khouang | Phonsavan
  | Attapeu | Oudomxay | Boten | Houayxay | Bokeo | Bolaven | Thakhek | Nam Theun | Xayaburi | Sayaboury | Houaphanh
  | Sekong | Plain of Jars | Khammouane | Phongsaly | Saravane | Don Det
LA sign: Thongloun Sisoulith | Thongloun | Sonexay Siphandone | Sonexay | Pathet Lao | Kaysone Phomvihane
  | Lao People's Revolutionary Party | Vientiane Times | Laos-China Railway | Siphandone | Lao Airlines | Bounnhang
LA coin: kip?
LA else: ລາວ | ວຽງຈັນ | Лаос | Лаоса | Лаосе | لاوس | لائوس | 老挝 | 寮國 | 万象 | ラオス | ビエンチャン | 라오스
  | लाओस | ลาว | เวียงจันทน์ | Lào | Viêng Chăn
LA less: laotien* | laotisch* | laosiano* | лаосск*

MM name: Myanmar | Burma | Union of Burma | Republic of the Union of Myanmar | Myanma
MM folk: Burmese | Burman? | Myanmarese | Rohingya | Rohingyas | Karen National Union | Kachin | Shan State
  | Chin State | Karenni | Karen State | Mon State
MM seat: Naypyidaw | Naypyitaw | Nay Pyi Taw | Nay Pyi Daw
MM town: Yangon | Rangoon | Mandalay | Mawlamyine | Moulmein | Bago? | Pegu? | Sittwe | Myitkyina | Lashio | Bagan
  | Pagan? | Taunggyi | Pathein | Bassein | Rakhine | Arakan | Irrawaddy | Ayeyarwady | Sagaing | Magway | Tanintharyi
  | Kayin | Myawaddy | Maungdaw | Kyaukphyu | Hpakant | Kokang | Laukkai | Tachileik | Inle Lake | Thandwe
MM sign: Aung San Suu Kyi | Suu Kyi | Min Aung Hlaing | Thein Sein | Ne Win | Than Shwe | Tatmadaw
  | National League for Democracy | Arakan Army | State Administration Council | Win Myint | People's Defence Force
  | Shwedagon | U Nu | Cyclone Nargis
MM coin: kyat | kyats
MM else: မြန်မာ | ရန်ကုန် | နေပြည်တော် | မြန်မာနိုင်ငံ | Birmanie | Birmania | Birmânia | Mianmar | Мьянм* | Бирм*
  | ميانمار | بورما | میانمار | 缅甸 | 緬甸 | 仰光 | ミャンマー | ヤンゴン | 미얀마 | म्यांमार | মিয়ানমার | พม่า
  | เมียนมา | Miến Điện
MM less: birman | birmans | birmane | birmanisch* | birmano*

MY name: Malaysia | Malaya | Federation of Malaysia
MY folk: Malaysian | Malaysians | Malay? | Malays? | Malayan?
MY seat: Kuala Lumpur | Putrajaya
MY town: Penang | Pulau Pinang | George Town, Penang | Johor | Johor Bahru | Johore | Malacca | Melaka | Ipoh
  | Kota Kinabalu | Kuching | Sabah | Sarawak | Selangor | Shah Alam | Petaling Jaya | Kelantan | Kota Bharu
  | Terengganu | Trengganu | Pahang | Kuantan | Perak | Kedah | Alor Setar | Perlis | Negeri Sembilan | Seremban
  | Langkawi | Labuan | Sandakan | Tawau | Klang | Cameron Highlands | Genting | Sibu | Bintulu | Cyberjaya
  | Port Dickson | Sepang
MY sign: Mahathir | Mahathir Mohamad | Anwar Ibrahim | Najib Razak | Najib | Muhyiddin Yassin | Muhyiddin
  | Ismail Sabri | Tunku Abdul Rahman | UMNO | Barisan Nasional | Pakatan Harapan | Parti Islam | Petronas | 1MDB
  | Proton? | Perodua | AirAsia | Malaysia Airlines | MH370 | MH17? | Maybank | CIMB | Bank Negara | Bursa Malaysia
  | Bernama | Bumiputera | bumiputra | Sime Darby | Felda | Daim Zainuddin | Musa Hitam | Razaleigh
  | Yang di-Pertuan Agong | New Straits Times | Malaysiakini | Top Glove
MY coin: ringgit
MY else: Malaisie | Malasia | Malásia | Malesia | Malezya | Малайзи* | Куала-Лумпур* | ماليزيا | مالزی | 马来西亚
  | 馬來西亞 | 大马 | 吉隆坡 | マレーシア | クアラルンプール | 말레이시아 | मलेशिया | มาเลเซีย | Mã Lai | מלזיה
MY less: malaisien* | malaysisch* | malasio* | малайзийск*

PH name: Philippines | Philippine | Republic of the Philippines | Philippine Islands
PH folk: Filipino | Filipinos | Filipina | Filipinas | Pinoy | Moro? | Tagalog?
PH seat: Manila | Quezon City
PH town: Cebu | Davao | Mindanao | Luzon | Visayas | Zamboanga | Baguio | Iloilo | Makati | Pasay | Tacloban | Leyte
  | Samar | Palawan | Puerto Princesa | Boracay | Marawi | Jolo | Sulu | Basilan | Bohol | Batangas | Subic
  | Cagayan de Oro | General Santos | Cotabato | Bacolod | Negros | Pampanga | Bataan | Corregidor | Taguig | Legazpi
  | Albay | Mount Mayon | Mayon | Pinatubo | Taal | Tawi-Tawi | Bulacan | Cavite | Angeles City | Clark Air Base
  | Scarborough Shoal | Second Thomas Shoal | Malacanang | Malacañang | Nueva Ecija | Ilocos | Catanduanes | Surigao
  | Bangsamoro | Benguet | Laguna province | Pangasinan | Masbate | Mindoro | Tarlac
PH sign: Ferdinand Marcos | Marcos | Imelda Marcos | Corazon Aquino | Aquino | Benigno Aquino | Cory Aquino | Duterte
  | Rodrigo Duterte | Sara Duterte | Bongbong | Fidel Ramos | Joseph Estrada | Gloria Macapagal | Arroyo?
  | Leni Robredo | Jaime Ongpin | Ongpin | Enrile | New People's Army | Moro Islamic Liberation Front
  | Moro National Liberation Front | Abu Sayyaf | San Miguel Corp | Jollibee | Ayala Corp | Cebu Pacific
  | Bangko Sentral | PAGASA | Phivolcs | Rappler | ABS-CBN | Maria Ressa | Pacquiao | barangay | barangays | GMA News
  | Inquirer.net
PH coin: Philippine peso | Philippine pesos | pesos? | peso?
PH else: Pilipinas | Maynila | Philippinen | Filipinas | Filippine | Filipina | Filipinler | Филиппин* | Манил*
  | الفلبين | مانيلا | فيليپين | فیلیپین | 菲律宾 | 菲律賓 | 马尼拉 | 馬尼拉 | フィリピン | マニラ | 필리핀 | 마닐라
  | फिलीपींस | ฟิลิปปินส์ | Phi-líp-pin
PH less: philippin | philippins | philippinisch* | филиппинск*

SG name: Singapore | Republic of Singapore
SG folk: Singaporean | Singaporeans
SG town: Changi | Jurong | Sentosa | Orchard Road | Tuas | Tampines | Marina Bay Sands | Toa Payoh | Ang Mo Kio
  | Bukit Timah | Woodlands checkpoint | Raffles Place | Little India? | Geylang
SG sign: Lee Kuan Yew | Lee Hsien Loong | Lawrence Wong | Goh Chok Tong | Tharman | Halimah Yacob | Workers' Party?
  | Temasek | DBS Bank | OCBC | United Overseas Bank | Singtel | SIA? | Singapore Airlines | Straits Times | SIMEX
  | SGX | Monetary Authority of Singapore | Housing and Development Board | HDB | Scoot? | Sembawang | Keppel
  | Channel NewsAsia | CapitaLand | SMRT | Scoot Airlines | Istana? | Overseas Union Bank | Oversea-Chinese Banking
SG coin: Singapore dollar | Singapore dollars
SG else: Singapura | Singapur | Singapour | Сингапур* | سنغافورة | سنگاپور | 新加坡 | 星洲 | シンガポール | 싱가포르
  | सिंगापुर | சிங்கப்பூர் | สิงคโปร์ | סינגפור
SG less: singapourien* | сингапурск*

TH name: Thailand | Kingdom of Thailand | Siam? | Thai Kingdom
TH folk: Thai | Thais | Siamese?
TH seat: Bangkok
TH town: Phuket | Chiang Mai | Chiang Rai | Pattaya | Hat Yai | Ayutthaya | Krabi | Koh Samui | Ko Samui | Pattani
  | Narathiwat | Yala | Songkhla | Udon Thani | Khon Kaen | Nakhon Ratchasima | Ubon Ratchathani | Mae Sot | Hua Hin
  | Rayong | Isan | Surin | Sattahip | U-Tapao | Nong Khai | Lop Buri | Lopburi | Kanchanaburi | Suvarnabhumi
  | Don Mueang | Chon Buri | Chonburi | Sukhothai | Tak province | Nonthaburi | Samut Prakan | Buriram | Sisaket
  | Lampang | Nan province | Map Ta Phut
TH sign: Thaksin Shinawatra | Thaksin | Yingluck | Shinawatra | Paetongtarn | Srettha Thavisin | Srettha
  | Prayut Chan-o-cha | Prayuth | Prayut | Abhisit | Pita Limjaroenrat | Anutin | Pheu Thai | Move Forward Party
  | Bhumibol | Vajiralongkorn | Prem Tinsulanonda | Prem? | Bank of Thailand | Siam Cement | Siam Commercial
  | Charoen Pokphand | PTT? | Thai Airways | Bangkok Post | lese-majeste | Muay Thai? | Red Shirts? | Tapioca?
  | Wat Pho
TH coin: baht
TH else: ประเทศไทย | ไทย | กรุงเทพ | เชียงใหม่ | ภูเก็ต | Thaïlande | Tailandia | Tailândia | Thaïland | Tayland
  | Таиланд* | Бангкок* | تايلاند | تایلند | بانكوك | 泰国 | 泰國 | 曼谷 | タイ王国 | バンコク | 태국 | 방콕 | थाईलैंड
  | Thái Lan | Băng Cốc | ထိုင်း | ໄທ | ថៃ | תאילנד
TH less: thaïlandais* | thailändisch* | tailandés | tailandesa | таиландск* | тайск*

TL name: East Timor | Timor-Leste | Timor Leste | Portuguese Timor
TL folk: Timorese | East Timorese
TL seat: Dili
TL town: Baucau | Oecusse | Oecussi | Maliana | Suai | Viqueque | Lospalos | Aileu | Ermera | Liquica | Atauro
  | Balibo | Santa Cruz cemetery | Bobonaro | Covalima | Manatuto | Ainaro
TL sign: Jose Ramos-Horta | José Ramos-Horta | Ramos-Horta | Xanana Gusmao | Xanana Gusmão | Xanana | Taur Matan Ruak
  | Fretilin | Mari Alkatiri | Greater Sunrise | Falintil | CNRT
TL else: Timor-Lest | Timor oriental | Osttimor | Timor Oriental | Timor Est | Doğu Timor | Восточный Тимор
  | Восточного Тимора | تيمور الشرقية | تيمور الشرقیه | تیمور شرقی | 东帝汶 | 東帝汶 | 東ティモール | 동티모르
  | पूर्वी तिमोर | ติมอร์ | Đông Timor
TL less: timorense | timorenses | timorais*

VN name: Vietnam | Viet Nam | Socialist Republic of Vietnam | South Vietnam | North Vietnam | Indochina?
VN folk: Vietnamese | South Vietnamese | North Vietnamese
VN seat: Hanoi | Ha Noi
VN town: Ho Chi Minh City | HCM City | HCMC | Saigon | Da Nang | Danang | Hai Phong | Haiphong | Can Tho | Nha Trang
  | Hue? | Dalat | Da Lat | Vung Tau | Quang Ninh | Ha Long | Halong Bay | Hoi An | Dong Nai | Binh Duong | Bac Ninh
  | Bac Giang | Thanh Hoa | Nghe An | Quang Nam | Quang Tri | Lao Cai | Sapa | Sa Pa | Mekong Delta | Phu Quoc
  | Buon Ma Thuot | Dak Lak | Dien Bien Phu | Cam Ranh | Tonkin? | Annam? | Ben Tre | Ca Mau | Kien Giang
  | Thai Nguyen | Ninh Binh | Tay Ninh
VN sign: Nguyen Phu Trong | To Lam | Pham Minh Chinh | Vo Van Thuong | Nguyen Xuan Phuc | Ho Chi Minh | Vo Nguyen Giap
  | Ngo Dinh Diem | Nguyen Van Linh | Viet Cong | Viet Minh | VinFast | Vingroup | Vietcombank | VietJet | VnExpress
  | Vietnam Airlines | VN-Index | Doi Moi | Tet? | Luong Cuong | Tuoi Tre | Agent Orange? | Petrovietnam
VN coin: dong? | Vietnamese dong
VN else: Việt Nam | Hà Nội | Thành phố Hồ Chí Minh | Đà Nẵng | Sài Gòn | Viêt Nam | Вьетнам* | Ханой | Ханое | فيتنام
  | ویتنام | هانوي | 越南 | 河内 | 河內 | 胡志明市 | ベトナム | ハノイ | 베트남 | 하노이 | वियतनाम | เวียดนาม | ວຽດນາມ
  | វៀតណាម | Wietnam | וייטנאם
VN less: vietnamien* | vietnamesisch* | vietnamita | vietnamitas | вьетнамск*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
