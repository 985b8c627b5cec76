"""Words of Europe and Russia, which compete with our sections. Data only; how a line is read stands in `rows`."""

ROWS = """
AD name: Andorra | Andorran | Andorra la Vella
AL name: Albania | Albanian | Albanians | Tirana | Shkoder | Edi Rama | Kosovo Albanian
AT name: Austria | Austrian | Austrians | Vienna | Salzburg | Graz | Innsbruck | Linz | Österreich | Autriche | Wien
  | Австри* | 奥地利 | النمسا
BA name: Bosnia | Bosnian | Bosnians | Bosnia and Herzegovina | Sarajevo | Srebrenica | Banja Luka | Mostar
  | Republika Srpska
BE name: Belgium | Belgian | Belgians | Brussels | Antwerp | Ghent | Bruges | Liege | Flanders | Wallonia | Belgique
  | Belgien | Bruxelles | Brüssel | Бельги* | Брюссел* | 比利时 | بلجيكا
BG name: Bulgaria | Bulgarian | Bulgarians | Sofia | Plovdiv | Varna | Болгари*
BY name: Belarus | Belarusian | Belarusians | Byelorussia | Minsk | Lukashenko | Беларус* | Белорусси* | Минск*
  | 白俄罗斯
CH name: Switzerland | Swiss | Bern | Berne | Zurich | Geneva | Basel | Basle | Lausanne | Davos | Lugano
  | Swiss National Bank | UBS | Credit Suisse | Nestle | Swissair | Suisse | Schweiz | Suiza | Genève | Genf | Zürich
  | Швейцари* | Женев* | 瑞士 | スイス | سويسرا | جنيف
CZ name: Czech Republic | Czechia | Czech | Czechs | Czechoslovakia | Czechoslovak | Prague | Brno | Ostrava | Чехи*
  | Праг* | 捷克
DE name: Germany | German | Germans | West Germany | East Germany | West German | West Germans | East German
  | Federal Republic of Germany | Berlin | Bonn | Munich | Frankfurt | Hamburg | Cologne | Stuttgart | Dusseldorf
  | Düsseldorf | Leipzig | Dresden | Bremen | Hanover | Hannover | Nuremberg | Bavaria | Saxony | Dortmund | Essen
  | Bundesbank | Bundestag | Bundeswehr | Angela Merkel | Olaf Scholz | Friedrich Merz | Helmut Kohl | Volkswagen
  | BMW | Daimler | Siemens | Mercedes-Benz | Lufthansa | Deutsche Bank | Dresdner Bank | Commerzbank | Bayer AG
  | BASF | Hoechst | Deutschland | deutsche | deutschen | Allemagne | Alemania | Alemanha | Germania | Almanya
  | Deutschlands | München | Германи* | Берлин* | 德国 | 德國 | 柏林 | ドイツ | 독일 | ألمانيا | برلين | آلمان
  | जर्मनी
DE coin: Deutschmark | Deutschemark | Deutsche Mark | deutschemarks | mln marks | billion marks
DK name: Denmark | Danish | Dane | Danes | Copenhagen | Aarhus | Greenland | Faroe Islands | Maersk | Novo Nordisk
  | Dänemark | Danemark | Дани* | Копенгаген* | 丹麦
EE name: Estonia | Estonian | Estonians | Tallinn | Tartu | Эстони*
ES name: Spain | Spanish | Spaniard | Spaniards | Madrid | Barcelona | Valencia | Seville | Bilbao | Malaga
  | Catalonia | Catalan | Basque | Andalusia | Galicia | Canary Islands | Majorca | Mallorca | Ibiza | Real Madrid
  | Banco Santander | Telefonica | España | Espagne | Spanien | Spagna | İspanya | Испани* | Мадрид* | 西班牙
  | スペイン | إسبانيا | مدريد
FI name: Finland | Finnish | Finn | Finns | Helsinki | Espoo | Tampere | Turku | Lapland | Nokia | Finlande
  | Финлянди* | Хельсинки | 芬兰
FR name: France | French | Frenchman | Frenchwoman | Paris | Marseille | Marseilles | Lyon | Toulouse | Bordeaux
  | Strasbourg | Lille | Nantes | Cannes | Normandy | Brittany | Provence | Corsica | Elysee | Emmanuel Macron
  | Macron | Mitterrand | Chirac | Sarkozy | Hollande | Balladur | Le Pen | Renault | Peugeot | Airbus | Air France
  | TotalEnergies | Elf Aquitaine | Thomson CSF | Paribas | Societe Generale | Bank of France | CGE | L'Oreal
  | Michelin | Louvre | Eiffel Tower | Paris Saint-Germain | Quai d'Orsay | Frankreich | Francia | França | Fransa
  | français | française | Франци* | Париж* | Макрон* | 法国 | 法國 | 巴黎 | フランス | パリ | 프랑스 | فرنسا | باريس
  | فرانسه | फ़्रांस
FR coin: French franc | French francs
GB name: United Kingdom | U.K | UK | Britain | Great Britain | British | Briton | Britons | England | English?
  | Scotland | Scottish | Scots | Wales | Welsh | Northern Ireland | London | Manchester | Birmingham | Liverpool
  | Leeds | Glasgow | Edinburgh | Cardiff | Belfast | Bristol | Sheffield | Newcastle? | Oxford | Cambridge?
  | Nottingham | Southampton | Brighton | Yorkshire | Lancashire | Kent | Essex | Surrey | Cornwall | Devon | Sussex
  | Gibraltar | Falkland Islands | Falklands | Bermuda | Westminster | Downing Street | House of Commons
  | House of Lords | Scotland Yard | Buckingham Palace | Whitehall | Bank of England | City of London
  | Margaret Thatcher | Thatcher | Nigel Lawson | Lawson | Tony Blair | David Cameron | Boris Johnson | Theresa May
  | Keir Starmer | Rishi Sunak | Queen Elizabeth | King Charles | BBC | British Airways | British Petroleum
  | British Telecom | Barclays | Lloyds | NatWest | National Westminster | Midland Bank | Rolls-Royce | Jaguar
  | Vodafone | Tesco | HSBC Holdings Plc | Unilever | ICI | GlaxoSmithKline | AstraZeneca | NHS | Tories
  | Premier League | Wembley | Wimbledon | Heathrow | Gatwick | North Sea | FTSE | Royaume-Uni | Grande-Bretagne
  | Großbritannien | Reino Unido | Londres | Londra | britannique | Великобритани* | Лондон* | 英国 | 英國 | 伦敦
  | イギリス | ロンドン | 영국 | بريطانيا | لندن | انگلیس | ब्रिटेन | लंदन
GB coin: sterling | stg | pound sterling | pounds sterling | pence
GR name: Greece | Greek | Greeks | Athens | Thessaloniki | Salonika | Crete | Rhodes? | Lesbos | Mykonos | Mitsotakis
  | Tsipras | Papandreou | Piraeus | Ελλάδα | Αθήνα | Grèce | Griechenland | Grecia | Yunanistan | Греци* | 希腊
  | ギリシャ | اليونان
HR name: Croatia | Croatian | Croatians | Croat | Croats | Zagreb | Dubrovnik | Хорвати*
HU name: Hungary | Hungarian | Hungarians | Budapest | Viktor Orban | Orban | Debrecen | Magyar | Венгри* | Будапешт*
  | 匈牙利
IE name: Ireland | Irish | Dublin | Cork? | Galway | Limerick | Ryanair | Taoiseach | Sinn Fein | Irlande | Irland
  | Irlanda | Ирланди* | 爱尔兰
IS name: Iceland | Icelandic | Icelander | Icelanders | Reykjavik | Исланди*
IT name: Italy | Italian | Italians | Rome | Milan | Naples | Turin | Florence | Venice | Genoa | Bologna | Palermo
  | Sicily | Sardinia | Tuscany | Lombardy | Berlusconi | Giorgia Meloni | Meloni | Mario Draghi | Craxi | Fiat
  | Montedison | Olivetti | Eni? | Ferrari | Pirelli | Mediobanca | Italia | Italie | Italien | Itália | İtalya
  | Roma? | Milano | Итали* | Рим | Риме | 意大利 | 義大利 | 罗马 | イタリア | ローマ | 이탈리아 | إيطاليا | روما
IT coin: mln lire | billion lire | lire
LI name: Liechtenstein | Vaduz
LT name: Lithuania | Lithuanian | Lithuanians | Vilnius | Kaunas | Литв*
LU name: Luxembourg | Luxembourger | Luxembourgers | Люксембург*
LV name: Latvia | Latvian | Latvians | Riga | Латви*
MC name: Monaco | Monegasque | Monte Carlo
MD name: Moldova | Moldovan | Moldovans | Moldavia | Chisinau | Transnistria | Молдов* | Молдави*
ME name: Montenegro | Montenegrin | Montenegrins | Podgorica
MK name: North Macedonia | Macedonia | Macedonian | Macedonians | Skopje
MT name: Malta | Maltese | Valletta
NL name: Netherlands | Dutch | Dutchman | Holland | Amsterdam | Rotterdam | The Hague | Hague | Utrecht | Eindhoven
  | Maastricht | Philips | ASML | Royal Dutch | KLM | Heineken | Akzo | Pays-Bas | Niederlande | Países Bajos
  | Нидерланд* | Голланди* | Амстердам* | 荷兰 | オランダ | هولندا
NL coin: guilder | guilders
NO name: Norway | Norwegian | Norwegians | Oslo | Bergen | Trondheim | Stavanger | Statoil | Equinor | Norsk Hydro
  | Norvège | Norwegen | Noruega | Норвеги* | 挪威 | النرويج
NO coin: Norwegian crown | Norwegian crowns
PL name: Poland | Polish | Pole? | Poles | Warsaw | Krakow | Cracow | Gdansk | Wroclaw | Poznan | Lech Walesa
  | Donald Tusk | Jaruzelski | Pologne | Polen | Polonia | Polska | Warszawa | Польш* | Варшав* | 波兰 | ポーランド
  | بولندا
PT name: Portugal | Portuguese | Lisbon | Porto | Azores | Madeira? | Benfica | Lisboa | Португали* | 葡萄牙
RO name: Romania | Romanian | Romanians | Bucharest | Transylvania | Cluj | Ceausescu | Румыни* | 罗马尼亚
RS name: Serbia | Serbian | Serbians | Serb | Serbs | Belgrade | Novi Sad | Yugoslavia | Yugoslav | Yugoslavs | Vucic
  | Novak Djokovic | Сербии | Сербия | Белград* | 塞尔维亚
RU name: Russia | Russian | Russians | Soviet Union | Soviet | Soviets | USSR | U.S.S.R | Russian Federation | Moscow
  | St. Petersburg | Saint Petersburg | Leningrad | Vladivostok | Novosibirsk | Yekaterinburg | Kazan | Sochi
  | Siberia | Siberian | Chechnya | Chechen | Chechens | Dagestan | Ingushetia | Tatarstan | Kaliningrad | Sakhalin
  | Kamchatka | Kuril | Kurils | Khabarovsk | Irkutsk | Murmansk | Rostov | Belgorod | Kursk | Grozny | Beslan
  | Kremlin | Vladimir Putin | Putin | Medvedev | Sergei Lavrov | Lavrov | Mikhail Gorbachev | Gorbachev
  | Boris Yeltsin | Yeltsin | Brezhnev | Stalin | Gazprom | Rosneft | Lukoil | Aeroflot | Sberbank | Rosatom | Tass
  | TASS | RIA Novosti | Pravda | Izvestia | KGB | FSB | Wagner Group | Navalny | State Duma | Chernobyl | Sino-Soviet
  | Россия | России | Россию | Россией | российск* | русск* | Москв* | Кремл* | Путин* | РФ | Russie | Russland
  | Rusia | Rússia | Rusya | Moscou | Moskau | Moscú | 俄罗斯 | 俄羅斯 | 俄国 | 莫斯科 | 普京 | 苏联 | 蘇聯 | ロシア
  | モスクワ | ソ連 | プーチン | 러시아 | 모스크바 | روسيا | موسكو | روسیه | روس | مسکو | रूस | मॉस्को | রাশিয়া
  | รัสเซีย | רוסיה
RU coin: rouble | roubles | ruble | rubles
SE name: Sweden | Swedish | Swede | Swedes | Stockholm | Gothenburg | Malmo | Uppsala | Volvo | Ericsson | Saab | Ikea
  | Asea | Electrolux | Suède | Schweden | Suecia | Швеци* | Стокгольм* | 瑞典 | السويد
SI name: Slovenia | Slovenian | Slovenians | Ljubljana
SK name: Slovakia | Slovak | Slovaks | Bratislava
SM name: San Marino
UA name: Ukraine | Ukrainian | Ukrainians | Kyiv | Kiev | Kharkiv | Kharkov | Odesa | Odessa | Lviv | Dnipro | Donetsk
  | Luhansk | Donbas | Donbass | Crimea | Crimean | Mariupol | Kherson | Zaporizhzhia | Bakhmut | Sevastopol
  | Zelensky | Zelenskyy | Zelenskiy | Україн* | Украин* | украинск* | Киев* | Київ | Крым* | 乌克兰 | 烏克蘭 | 基辅
  | ウクライナ | 우크라이나 | أوكرانيا | كييف | اوکراین | यूक्रेन | ইউক্রেন | ยูเครน | Ucraina | Ucrania | Ukrayna
VA name: Vatican | Holy See | Vatican City
XK name: Kosovo | Kosovan | Pristina
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
