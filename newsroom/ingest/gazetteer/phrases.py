"""Phrases that mislead, words that several countries share, and the words by which neighbours judge. Data only."""

MISLEADING = """
Indian Ocean | British Indian Ocean Territory | Indiana | West Indian | West Indians | West Indies | East Indian
  | East India Company | East Indies | Indian River | Indian Wells | Indian summer | Indian Point | Indian Motorcycle
  | Cleveland Indians | India ink | Indian ink | Plains Indians | Indian Creek | Indian reservation
  | Indian reservations | Indian Affairs | Indian tribe | Indian tribes | Amazon Indians | Indian Health Service
  | South China Sea | East China Sea | China Sea | bone china | fine china | china shop | china cabinet | china clay
  | china plate | china plates | china cup | china cups | china doll | china dolls | china teapot | China Grove
  | China Lake | China Syndrome | china dishes | china figurine | china figurines | china crockery | wedding china
  | best china | Chinese whispers | Chinese checkers | Chinese New Year | Chinese lantern | Chinese lanterns
  | Chinese wall | Sea of Japan | Japan Sea | Japanese knotweed | Japanese encephalitis | Japanese beetle
  | Japanese beetles | japanned | Japan Black | Korea Strait | Persian Gulf | Arabian Gulf | Persian cat
  | Persian cats | Persian rug | Persian rugs | Persian carpet | Persian carpets | Gulf of Oman | Sea of Oman
  | Gulf of Aden | Gulf of Thailand | Gulf of Aqaba | Bay of Bengal | Bengal tiger | Bengal tigers
  | Cincinnati Bengals | Java Sea | JavaScript | Java programming | Java developer | Java developers | Java code
  | Andaman Sea | Philippine Sea | Celebes Sea | Sulu Sea | Turkish delight | Turkish bath | Turkish baths
  | Turkish coffee | Turkish towel | Turkish towels | cold turkey | Turkey Creek | Turkey Point | Turkey Trot
  | Turkey Day | turkey farm | turkey farms | turkey hunting | Wild Turkey | roast turkey | Thanksgiving turkey
  | turkey sandwich | turkey sandwiches | turkey breast | turkey dinner | turkey meat | turkey burger | turkey bacon
  | turkey producers | turkey growers | turkey flock | turkey flocks | turkey leg | turkey legs | turkey feed
  | stuffed turkey | turkey shoot | turkey vulture | Christmas turkey | frozen turkey | smoked turkey | turkey carcass
  | turkey gravy | Siamese twins | Siamese twin | Siamese cat | Siamese cats | Siamese fighting fish | Burmese python
  | Burmese pythons | Burmese cat | Burma-Shave | Singapore sling | Manila envelope | Manila envelopes | Manila folder
  | manila paper | manila rope | Peking duck | Pekingese | Afghan hound | Afghan hounds | Mongolian beef
  | Mongolian barbecue | Mongolian gerbil | Lebanon County | Lebanon Valley | New Lebanon | Lebanon Levy
  | East Palestine | Jordan Peterson | Jordan Peele | Air Jordan | Air Jordans | Jordan Brand | Jordan Spieth
  | Jordan Henderson | Jordan Pickford | Jordan Marsh | Jordan almonds | Michael Jordan | Michael B. Jordan
  | Barbara Jordan | Jim Jordan | Vernon Jordan | Hamilton Jordan | DeAndre Jordan | Jordan Bardella | Jordan Belfort
  | Jordan Ayew | Georgia Tech | Georgia Bulldogs | Georgia O'Keeffe | Georgia Southern | Georgia State University
  | Georgia-Pacific | Georgia Pacific | Georgia Gulf | Georgia Power | University of Georgia | Georgia Aquarium
  | Georgia Dome | Georgia Meloni | South Georgia | Georgian Bay | Georgian house | Georgian houses | Georgian mansion
  | Georgian architecture | Georgian townhouse | Georgian-style | Georgian terrace | Georgian era | Georgian building
  | Georgian silver | Strait of Georgia | Georgia Stanway | Jerusalem artichoke | Jerusalem artichokes
  | Jerusalem cricket | Israel Adesanya | Israel Folau | Israel Kamakawiwo'ole | Israel Dagg | India Arie | India.Arie
  | India Willoughby | India Hicks | Kobe Bryant | Kobe beef | Bali Ha'i | Medina Spirit | Asia Argento | Iran Barkley
  | Iraq Inquiry | Vietnam veteran | Vietnam veterans | Vietnam vet | Vietnam vets | Vietnam-era
  | Vietnam Veterans Memorial | Guinea pig | Guinea pigs | guinea fowl | Guinea worm | Brazil nut | Brazil nuts
  | Panama hat | Panama hats | Dutch oven | French fries | French toast | French Open | French horn | Danish pastry
  | Swiss cheese | Irish setter | Cuban heel | Paris Hilton | Paris Jackson | Jack London | London Breed
  | Sydney Sweeney | Sydney Pollack | Austin Butler | Austin Powers | Dallas Buyers Club | Denzel Washington
  | George Washington University | Washington Irving | Kerry Washington | Whitney Houston | Orlando Bloom
  | Florence Pugh | Florence Nightingale | Chelsea Clinton | Chad Smith | Chad Kroeger | hanging chad | hanging chads
  | Chad Kelly | Kenya Moore | Mali Finn | Central African | Turkish Van | Cyprus Avenue | cypress | Cyprus Minerals
  | China Mieville | China Miéville | Tibetan mastiff | Great Wall Street | Lebanon Springs | Nepal pepper
  | Thai basil | Thai boxing | Male Voice Choir | Bahrain Victorious | Team Bahrain | UAE Team Emirates
  | Emirates Stadium | Emirates Cup | Fly Emirates | Emirates FA Cup | the Orient Express | Hyderabad House
  | Delhi belly | Bangalored | shanghaied | Moroccan leather | Damascus steel | damask | Damascus, Maryland
  | Damascene conversion | road to Damascus | Tower of Babel | Babylon Berlin | cashmere | Bombay duck
  | Bombay Sapphire | Madras shorts | Ceylon cinnamon | India Pale Ale | Singapore Street, London | Korean barbecue
  | Korean fried chicken | Arab Gulf | Little Tokyo | Chinatown | Koreatown | Japantown | Little Saigon
  | Little Manila | Canton, Ohio | Tokyo Drift | Shanghai Knights | Shanghai Noon | Bollywood Boulevard | Java Man
  | Sumatran tiger | Yemen Road | Palestine, Texas | Bethlehem Steel | Delhi, New York | Peking University Press
  | Nippon Club | Kuwaiti Street | 中国地方 | 印度洋 | 波斯湾 | 南中国海 | 东中国海 | インド洋 | 日本海 | ペルシャ湾
  | 인도양 | Индийский океан | Индийском океане | Персидский залив | Персидском заливе | الخليج الفارسي
  | المحيط الهندي | océan Indien | Indischer Ozean | Océano Índico | خلیج فارس | اقیانوس هند | हिंद महासागर
  | हिन्द महासागर | Lao Tzu | Lao She | Lao Zi | Jordan River Temple | Turkey Red | Mali Princess | Indian file
  | Indian wrestling | Asian Games | Korean War veteran | Korean War veterans | Persian lamb | Indian corn
  | Georgia, Vermont | Oman Ra
"""
"""Matched whatever their case; a longer match wins, so the word inside is never seen."""

SHARED = """
Korean Peninsula | KR KP
Korean peninsula | KR KP
two Koreas | KR KP
both Koreas | KR KP
Koreas | KR KP
Korean War | KR KP
朝鮮半島 | KR KP
朝鲜半岛 | KR KP
한반도 | KR KP
Kashmir | IN PK
Kashmiri | IN PK
Kashmiris | IN PK
Punjab | IN PK
Punjabi | IN PK
Hyderabad | IN PK
Line of Control | IN PK
Bengali | BD IN
Bengalis | BD IN
Golan Heights | SY IL
Kurdistan | IQ
Tamil | LK IN
Tamils | LK IN
Pashtun | AF PK
Pashtuns | AF PK
Aral Sea | UZ KZ
Mekong | VN LA KH TH
Durand Line | AF PK
Torkham | AF PK
Wagah | IN PK
Khyber Pass | PK AF
Borneo | MY ID
Gobi | MN CN
Spratly | CN VN PH
Spratlys | CN VN PH
Paracel | CN VN
Sabah dispute | MY PH
"""
"""A word and the countries that have it: those count that firm words name too; if there is none, the first."""

GIVEN_NAMES = """
michael barbara vernon jim hamilton louis eddie robert john james mary david peter paul mark kevin richard steve
susan sarah anna emma alice katie kate neil brian montell deandre clarence joe jeremy phil marlon sam samuel tom
thomas william henry edward frank albert jack harry daniel andrew matthew luke simon stephen martin alan ann
anne jane helen laura karen linda lisa nancy betty carol grace lucy julia maria rosa donald kenneth ray bill bob
mike nick tony leo max eric carl karl hans fred walter ralph derek dennis douglas scott adam jason justin kyle
ryan sean patrick chris christopher diana rachel rebecca olivia sophie chloe ella mia asia tina gina denise
cheryl mr mrs ms miss dr sir lady coach aunt uncle
"""
"""Before one of these, a word that names a country is a family name."""

COMPANIONS = """
airlines airways air bank banks prime minister president king queen prince princess foreign ministry government
army navy police central national state times news daily post press valley river railways railway open cup
league super team embassy ambassador football cricket hockey university institute council federation association
club international airport port city street road region province border peninsula strait sea coast north south
east west northern southern eastern western office parliament senate court supreme high chamber commerce
industry trade oil petroleum gas steel motors telecom development investment authority agency society party
coalition defence defense finance economy ltd inc corp corporation group company holdings plc standard summer
winter monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december nuclear phosphate and meteorological today
"""
"""Words written with capitals after a country's name that make no person of it."""

SMALL_WORDS = "after under about against between before during through without behind among until since where while"
"""Words of five letters and more that headlines in capitals write small."""

PLACING_WORDS = "in to from near of at into via off around outside for between and capital"
"""Words before the name of a place, not of a person."""

STATES = """
Ala | Alabama | Ariz | Arizona | Ark | Arkansas | Calif | California | CA | Colo | Colorado | Conn | Connecticut
| Del | Delaware | Fla | Florida | FL | Ga | GA | Idaho | Ill | Illinois | IL | Ind | Indiana | Iowa | Kan |
Kansas | Ky | Kentucky | La | Louisiana | Maine | Md | Maryland | Mass | Massachusetts | Mich | Michigan | Minn
| Minnesota | Miss | Mississippi | Mo | Missouri | Mont | Montana | Neb | Nebraska | Nev | Nevada | N.H | N.J |
NJ | N.M | N.Y | NY | New York | New Jersey | New Hampshire | New Mexico | N.C | North Carolina | N.D | Ohio |
OH | Okla | Oklahoma | Ore | Oregon | Pa | PA | Pennsylvania | R.I | S.C | South Carolina | S.D | South Dakota |
Tenn | Tennessee | TN | Tex | Texas | TX | Utah | Vt | Vermont | Va | VA | Virginia | Wash | W.Va | Wis |
Wisconsin | Wyo | Wyoming | U.S | US | USA | Ontario | Ont
"""
"""American states, and the provinces that share town names with them, as they stand after a town."""

JOINED = "ال و ف ب ل ك وال بال فال كال لل ول وب ה ו ב ל מ ש כ וה בה מה ול שב ומ"
"""Small words that Arabic and Hebrew write together with the word that follows."""
