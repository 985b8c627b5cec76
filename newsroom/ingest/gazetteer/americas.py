"""Words of the Americas, which compete with our sections. Data only; how a line is read stands in `rows`."""

ROWS = """
US name: United States | United States of America | U.S.A | USA | U.S | US | America | Etats-Unis | États-Unis
  | Estados Unidos | Stati Uniti | Vereinigte Staaten | EE. UU | EEUU | Amerika | ABD | США | 美国 | 美國 | アメリカ
  | 米国 | 미국 | الولايات المتحدة | أمريكا | آمریکا | امریکہ | अमेरिका | আমেরিকা | যুক্তরাষ্ট্র | สหรัฐ | Hoa Kỳ
  | ארה"ב
US folk: American | Americans | American Indian | American Indians | Native American | Native Americans
  | African American | African Americans | Asian American | Asian Americans | Chinese American | Chinese Americans
  | Indian American | Japanese American | Japanese Americans | Korean American | Vietnamese American | Arab American
US seat: Washington | Washington, D.C | Вашингтон* | 华盛顿 | 華盛頓 | ワシントン | واشنطن | 워싱턴
US town: New York | New York City | NYC | Los Angeles | Chicago | Houston | Philadelphia | Phoenix | San Antonio
  | San Diego | Dallas | San Francisco | Austin | Seattle | Denver | Boston | Detroit | Memphis | Portland | Las Vegas
  | Baltimore | Milwaukee | Albuquerque | Atlanta | Miami | Minneapolis | St. Louis | Saint Louis | St. Paul
  | Pittsburgh | Cincinnati | Cleveland | Kansas City | Tampa | Orlando | Honolulu | New Orleans | Omaha | Nashville
  | Louisville | Salt Lake City | Sacramento | Oakland | San Jose | Fort Worth | Charlotte | Indianapolis | Columbus
  | Jacksonville | Oklahoma City | Tucson | Buffalo | Rochester | Newark | Richmond | Silicon Valley | Hollywood
  | Brooklyn | Manhattan | Bronx | Queens? | Harlem | Long Island | Staten Island | Wall Street | Anchorage | Boise
  | Alabama | Alaska | Arizona | Arkansas | California | Calif | Colorado | Connecticut | Conn | Delaware | Florida
  | Fla | Hawaii | Idaho | Illinois | Indiana | Iowa | Kansas | Kentucky | Louisiana | Maine | Maryland
  | Massachusetts | Michigan | Minnesota | Minn | Mississippi | Missouri | Montana | Nebraska | Nevada | New Hampshire
  | New Jersey | N.J | New Mexico | N.Y | North Carolina | N.C | North Dakota | Ohio | Oklahoma | Oregon
  | Pennsylvania | Rhode Island | South Carolina | South Dakota | Tennessee | Tenn | Texas | Utah | Vermont | Virginia
  | West Virginia | Wisconsin | Wis | Wyoming | Puerto Rico | Puerto Rican | Guam | Midwest | New England
  | Pearl Harbor | Savannah | Macon | Augusta | Athens, Georgia | Savannah, Georgia | Macon, Georgia
  | Columbus, Georgia | Chattanooga | Charleston | Spokane | Tulsa | El Paso | Cherokee Nation | Navajo Nation
  | Guantanamo | Wichita | Fresno | Long Beach | Palo Alto | Stamford | Hartford | Wilmington | Dayton | Akron
  | Toledo | Des Moines | Little Rock | Baton Rouge | Birmingham, Alabama | Norfolk | Virginia Beach | Fort Lauderdale
  | Boulder | Princeton | Harvard | Yale | Stanford
US sign: White House | Pentagon | Capitol Hill | Oval Office | Congress? | Congressional? | Senate?
  | House of Representatives? | State Department | Treasury Secretary | Treasury Department | Commerce Department
  | Agriculture Department | Defense Department | Justice Department | USDA | Federal Reserve | Fed | FDA | FBI | CIA
  | NASA | SEC | Securities and Exchange Commission | Supreme Court? | Republican? | Republicans | Democrat?
  | Democrats | GOP | Medicare | Medicaid | Ronald Reagan | Reagan | George Bush | Bush | Jimmy Carter | Carter?
  | Bill Clinton | Clinton | Barack Obama | Obama | Donald Trump | Trump | Joe Biden | Biden | Kamala Harris | Nixon
  | Paul Volcker | Volcker | James Baker | Baker? | George Shultz | Shultz | Yeutter | Weinberger | Greenspan | Lyng
  | Antony Blinken | Marco Rubio | Centers for Disease Control | CDC | Dow Jones | Nasdaq | NYSE | Wall St
  | General Motors | Ford Motor | Chrysler | Boeing | IBM | Apple Inc | Microsoft | Google | Amazon.com | Tesla
  | Exxon | ExxonMobil | Chevron | Mobil Corp | Texaco | General Electric | AT&T | Intel | Coca-Cola | PepsiCo
  | Citicorp | Citibank | Chase Manhattan | JPMorgan | Goldman Sachs | Morgan Stanley | Merrill Lynch | Salomon
  | Shearson | Pan Am | Walmart | McDonald's | Disney | Pfizer | Moderna | Lockheed | Raytheon | McDonnell Douglas
  | Hewlett-Packard | Motorola | Texas Instruments | Kodak | Du Pont | Dow Chemical | NBA | NFL | MLB | Super Bowl
  | Major League | World Series
US coin: U.S. dollar | U.S. dollars | US$* | cts
AG name: Antigua | Antigua and Barbuda
AR name: Argentina | Argentine | Argentines | Argentinian | Buenos Aires | Cordoba, Argentina | Mendoza | Rosario
  | Javier Milei | Milei | Alfonsin | Kirchner | Lionel Messi | Argentine austral | Аргентин* | 阿根廷 | アルゼンチン
  | الأرجنتين
BB name: Barbados | Barbadian | Bridgetown
BO name: Bolivia | Bolivian | Bolivians | La Paz | Evo Morales | Боливи*
BR name: Brazil | Brazilian | Brazilians | Brasilia | Rio de Janeiro | Sao Paulo | São Paulo | Salvador, Bahia
  | Amazonas | Lula | Lula da Silva | Bolsonaro | Sarney | Funaro | Petrobras | Embraer | Vale SA | Brasil | Brésil
  | Brasilien | Brezilya | Бразили* | 巴西 | ブラジル | 브라질 | البرازيل
BR coin: cruzado | cruzados
BS name: Bahamas | Bahamian | Nassau
BZ name: Belize | Belizean
CA name: Canada | Canadian | Canadians | Ottawa | Toronto | Montreal | Vancouver | Calgary | Edmonton | Quebec
  | Ontario | Ont | Alberta | Alta | British Columbia | Manitoba | Saskatchewan | Nova Scotia | New Brunswick
  | Newfoundland | Winnipeg | Halifax | Que | B.C? | Justin Trudeau | Trudeau | Mark Carney | Mulroney
  | Bank of Canada | Air Canada | Kanada | Canadá | Канад* | 加拿大 | カナダ | 캐나다 | كندا
CL name: Chile | Chilean | Chileans | Santiago | Valparaiso | Pinochet | Codelco | Boric | Чили | 智利
CO name: Colombia | Colombian | Colombians | Bogota | Medellin | Cali | Cartagena | FARC | Gustavo Petro | Ecopetrol
  | Колумби* | 哥伦比亚
CR name: Costa Rica | Costa Rican | Costa Ricans
CU name: Cuba | Cuban | Cubans | Havana | Fidel Castro | Castro? | Куб* | 古巴
DM name: Dominica
DO name: Dominican Republic | Dominican | Dominicans | Santo Domingo
EC name: Ecuador | Ecuadorean | Ecuadorian | Ecuadoreans | Quito | Guayaquil | Галапагос* | Galapagos | Эквадор*
GD name: Grenada
GT name: Guatemala | Guatemalan | Guatemalans
GY name: Guyana | Guyanese | Georgetown, Guyana
HN name: Honduras | Honduran | Hondurans | Tegucigalpa
HT name: Haiti | Haitian | Haitians | Port-au-Prince | Гаити
JM name: Jamaica | Jamaican | Jamaicans | Kingston | Bob Marley | Usain Bolt | Ямайк*
KN name: Saint Kitts and Nevis | St. Kitts
KY name: Cayman Islands
LC name: St. Lucia | Saint Lucia
MX name: Mexico | Mexican | Mexicans | Mexico City | Guadalajara | Monterrey | Tijuana | Cancun | Acapulco | Oaxaca
  | Chiapas | Yucatan | Veracruz | Puebla | Pemex | Claudia Sheinbaum | Lopez Obrador | De la Madrid | México
  | Mexique | Мексик* | 墨西哥 | メキシコ | 멕시코 | المكسيك
NI name: Nicaragua | Nicaraguan | Nicaraguans | Managua | Sandinista | Sandinistas | Ortega? | Contras?
PA name: Panama | Panamanian | Panamanians | Panama City | Panama Canal | Noriega | Панам*
PE name: Peru | Peruvian | Peruvians | Lima | Cusco | Machu Picchu | Fujimori | Alan Garcia | Перу | 秘鲁
PY name: Paraguay | Paraguayan | Asuncion
SR name: Suriname | Surinam | Paramaribo
SV name: El Salvador | Salvadoran | Salvadorans | San Salvador | Bukele
TT name: Trinidad | Trinidad and Tobago | Port of Spain | Tobago
UY name: Uruguay | Uruguayan | Uruguayans | Montevideo
VC name: Saint Vincent and the Grenadines | St. Vincent and the Grenadines
VE name: Venezuela | Venezuelan | Venezuelans | Caracas | Maracaibo | Hugo Chavez | Nicolas Maduro | Maduro | PDVSA
  | Lusinchi | Hernandez Grisanti | Венесуэл* | 委内瑞拉
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
