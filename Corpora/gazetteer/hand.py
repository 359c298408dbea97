# SPDX-License-Identifier: Apache-2.0
"""What build.py adds to GeoNames, kept by hand."""

# Subregions of the United Nations' M49 standard, with the two-letter codes of their countries.
PARTS = {
    "Northern Africa": "DZ EG LY MA SD TN EH",
    "Western Africa": "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    "Middle Africa": "AO CM CF TD CG CD GQ GA ST",
    "Eastern Africa": "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
    "Southern Africa": "BW SZ LS NA ZA",
    "Northern America": "BM CA GL PM US UM",
    "Central America": "BZ CR SV GT HN MX NI PA",
    "Caribbean": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
    "South America": "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "Central Asia": "KZ KG TJ TM UZ",
    "Eastern Asia": "CN HK MO TW KP JP MN KR",
    "South-eastern Asia": "BN KH ID LA MY MM PH SG TH TL VN",
    "Southern Asia": "AF BD BT IN IR MV NP PK LK",
    "Western Asia": "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "Eastern Europe": "BY BG CZ HU PL MD RO RU SK UA",
    "Northern Europe": "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
    "Southern Europe": "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES XK",
    "Western Europe": "AT BE FR DE LI LU MC NL CH",
    "Australia and New Zealand": "AU CX CC HM NZ NF",
    "Melanesia": "FJ NC PG SB VU",
    "Micronesia": "GU KI MH FM NR MP PW",
    "Polynesia": "AS CK PF NU PN WS TK TO TV WF",
}

# Whose part a territory is, for "same country".
SOVEREIGNS = {
    "HK": "CN", "MO": "CN", "PR": "US", "VI": "US", "GU": "US", "AS": "US", "MP": "US", "UM": "US",
    "BM": "GB", "VG": "GB", "KY": "GB", "GI": "GB", "GG": "GB", "JE": "GB", "IM": "GB", "FK": "GB",
    "TC": "GB", "AI": "GB", "MS": "GB", "SH": "GB", "GP": "FR", "MQ": "FR", "GF": "FR", "RE": "FR",
    "YT": "FR", "NC": "FR", "PF": "FR", "BL": "FR", "MF": "FR", "PM": "FR", "WF": "FR", "TF": "FR",
    "AW": "NL", "CW": "NL", "SX": "NL", "BQ": "NL", "GL": "DK", "FO": "DK", "AX": "FI", "SJ": "NO",
    "CK": "NZ", "NU": "NZ", "TK": "NZ", "CX": "AU", "CC": "AU", "NF": "AU", "HM": "AU",
}

# Code: demonyms, further names.
COUNTRIES = {line.split("|")[0]: tuple(line.split("|")[1:]) for line in """
AD|andorran|
AE|emirati|uae;u.a.e.;emirates;the emirates
AF|afghan|
AG|antiguan|antigua
AL|albanian|shqiperia
AM|armenian|hayastan
AO|angolan|
AR|argentine;argentinian;argentinean|argentine republic
AT|austrian|osterreich
AU|australian;aussie|oz;down under;commonwealth of australia
AZ|azerbaijani;azeri|
BA|bosnian|bosnia;bosnia herzegovina
BB|barbadian;bajan|
BD|bangladeshi|
BE|belgian;flemish|belgie;belgique
BF|burkinabe|
BG|bulgarian|
BH|bahraini|
BI|burundian|
BJ|beninese|
BN|bruneian|
BO|bolivian|plurinational state of bolivia
BR|brazilian|brasil
BS|bahamian|the bahamas
BT|bhutanese|
BW|motswana|
BY|belarusian|byelorussia
BZ|belizean|
CA|canadian|
CD|congolese|dr congo;drc;congo kinshasa;democratic republic of congo
CF||car
CG||congo;congo brazzaville;republic of congo
CH|swiss|schweiz;suisse;svizzera;swiss confederation
CI|ivorian|cote divoire;ivory coast
CL|chilean|
CM|cameroonian|
CN|chinese|prc;p.r.c.;mainland china;peoples republic of china
CO|colombian|
CR|costa rican|
CU|cuban|
CV|cape verdean|cape verde
CY|cypriot|
CZ|czech|czech republic;czechia;the czech republic
DE|german|deutschland;federal republic of germany;west germany;east germany
DJ|djiboutian|
DK|danish;dane|danmark
DM||
DO|dominican|
DZ|algerian|
EC|ecuadorian;ecuadorean|
EE|estonian|eesti
EG|egyptian|
ER|eritrean|
ES|spanish;spaniard;catalan|espana;kingdom of spain
ET|ethiopian|
FI|finnish;finn|suomi
FJ|fijian|
FR|french;frenchman;frenchwoman|
GA|gabonese|
GB|british;briton;brit;english;scottish;welsh;northern irish|uk;u.k.;great britain;britain;the united kingdom;gb
GE|georgian|republic of georgia;sakartvelo
GH|ghanaian|
GM|gambian|the gambia;gambia
GN|guinean|
GR|greek|hellas
GT|guatemalan|
GY|guyanese|
HK|hongkonger|hongkong;hong kong sar
HN|honduran|
HR|croatian;croat|hrvatska
HT|haitian|
HU|hungarian|magyarorszag
ID|indonesian|
IE|irish;irishman;irishwoman|eire;republic of ireland
IL|israeli|
IN|indian|bharat
IQ|iraqi|
IR|iranian;persian|persia;islamic republic of iran
IS|icelandic;icelander|
IT|italian|italia
JM|jamaican|
JO|jordanian|
JP|japanese|nippon;nihon
KE|kenyan|
KG|kyrgyz|kirghizia
KH|cambodian;khmer|
KP|north korean|dprk;democratic peoples republic of korea
KR|south korean;korean|korea;republic of korea;s korea
KW|kuwaiti|
KZ|kazakh;kazakhstani|
LA|laotian;lao|lao
LB|lebanese|
LK|sri lankan|ceylon
LR|liberian|
LT|lithuanian|lietuva
LU|luxembourgish;luxembourger|
LV|latvian|latvija
LY|libyan|
MA|moroccan|maroc
MC|monegasque|
MD|moldovan|moldavia
ME|montenegrin|
MG|malagasy|
MK|macedonian|macedonia;fyrom;former yugoslav republic of macedonia
ML|malian|
MM|burmese|burma
MN|mongolian|
MO|macanese|macau;macao sar;macau sar
MT|maltese|
MU|mauritian|
MV|maldivian|the maldives
MW|malawian|
MX|mexican|mexico
MY|malaysian|
MZ|mozambican|
NA|namibian|
NE|nigerien|
NG|nigerian|
NI|nicaraguan|
NL|dutch;dutchman;dutchwoman|holland;the netherlands;netherlands;nederland
NO|norwegian|norge
NP|nepali;nepalese|
NZ|new zealander;kiwi|aotearoa;nz
OM|omani|
PA|panamanian|
PE|peruvian|
PG|papua new guinean|png
PH|filipino;filipina|the philippines;pilipinas
PK|pakistani|
PL|polish|polska
PR|puerto rican|
PS|palestinian|palestine;west bank;gaza strip
PT|portuguese|
PY|paraguayan|
QA|qatari|
RO|romanian|
RS|serbian;serb|srbija
RU|russian|russian federation
RW|rwandan|
SA|saudi;saudi arabian|ksa;kingdom of saudi arabia
SD|sudanese|
SE|swedish;swede|sverige
SG|singaporean|
SI|slovenian;slovene|slovenija
SK|slovak;slovakian|slovak republic
SN|senegalese|
SO|somali;somalian|
SR|surinamese|
SV|salvadoran;salvadorean|
SY|syrian|
TD|chadian|
TG|togolese|
TH|thai|siam
TJ|tajik|
TM|turkmen|
TN|tunisian|tunisie
TR|turkish;turk|turkiye;turkey
TT|trinidadian|trinidad;tobago
TW|taiwanese|republic of china;chinese taipei
TZ|tanzanian|
UA|ukrainian|ukraina
UG|ugandan|
US|american;yankee|usa;u.s.a.;u.s.;us;united states of america;the united states;the us;the states;america;states
UY|uruguayan|
UZ|uzbek|
VA||vatican;holy see;vatican city
VE|venezuelan|
VN|vietnamese|viet nam
YE|yemeni|
ZA|south african|rsa;republic of south africa
ZM|zambian|
ZW|zimbabwean|
XK|kosovar|
""".strip().splitlines()}

# Further names of cities, by country and GeoNames' name.
CITIES = {
    ("US", "New York City"): ["New York", "NYC", "Big Apple", "Manhattan"],
    ("US", "Los Angeles"): ["LA", "L.A."],
    ("US", "San Francisco"): ["SF", "Frisco"],
    ("US", "Washington"): ["Washington DC", "Washington D.C.", "DC", "D.C."],
    ("US", "Philadelphia"): ["Philly"],
    ("US", "Las Vegas"): ["Vegas"],
    ("US", "New Orleans"): ["NOLA"],
    ("CA", "Québec"): ["Quebec City", "Quebec"],
    ("CA", "Montréal"): ["Montreal"],
    ("MX", "Mexico City"): ["Ciudad de Mexico", "CDMX"],
    ("BR", "Rio de Janeiro"): ["Rio"],
    ("BO", "Santa Cruz de la Sierra"): ["Santa Cruz"],
    ("PA", "Panama City"): ["Ciudad de Panama"],
    ("GT", "Guatemala City"): ["Ciudad de Guatemala"],
    ("KW", "Kuwait City"): ["Kuwait"],
    ("MY", "George Town"): ["Georgetown"],
    ("VN", "Ho Chi Minh City"): ["Saigon", "HCMC"],
    ("MM", "Yangon"): ["Rangoon"],
    ("IN", "Mumbai"): ["Bombay"],
    ("IN", "Kolkata"): ["Calcutta"],
    ("IN", "Chennai"): ["Madras"],
    ("IN", "Bengaluru"): ["Bangalore"],
    ("CN", "Beijing"): ["Peking"],
    ("CN", "Guangzhou"): ["Canton"],
    ("RU", "Saint Petersburg"): ["St Petersburg", "St. Petersburg", "Leningrad"],
    ("UA", "Kyiv"): ["Kiev"],
    ("UA", "Odesa"): ["Odessa"],
    ("UA", "Kharkiv"): ["Kharkov"],
    ("GB", "Newcastle upon Tyne"): ["Newcastle"],
    ("DE", "Munich"): ["Muenchen", "Munchen"],
    ("DE", "Köln"): ["Cologne"],
    ("DE", "Frankfurt am Main"): ["Frankfurt"],
    ("CH", "Bern"): ["Berne"],
    ("CH", "Geneva"): ["Geneve", "Genf"],
    ("NL", "The Hague"): ["Den Haag", "Hague"],
    ("IT", "Milan"): ["Milano"],
    ("SG", "Singapore"): ["Singapore City"],
    ("LU", "Luxembourg"): ["Luxembourg City"],
}

# Country, then names of regions, each with a city that lies in it.
REGIONS = """
CA|Ontario@Toronto|British Columbia;BC@Vancouver|Quebec;Quebec Province;Québec@Montréal|Alberta@Calgary|Manitoba@Winnipeg|Saskatchewan@Regina|Nova Scotia@Halifax|New Brunswick@Moncton|Newfoundland and Labrador;Newfoundland@St. John's|Prince Edward Island;PEI@Charlottetown
AU|New South Wales;NSW@Sydney|Victoria@Melbourne|Queensland;QLD@Brisbane|Western Australia@Perth|South Australia@Adelaide|Tasmania@Hobart|Northern Territory@Darwin|Australian Capital Territory;ACT@Canberra
NZ|Canterbury@Christchurch|Otago@Dunedin|Waikato@Hamilton|Bay of Plenty@Tauranga|Auckland Region@Auckland|Wellington Region@Wellington
GB|England@London|Scotland@Edinburgh|Wales@Cardiff|Northern Ireland@Belfast
IE|Leinster@Dublin|Munster@Cork|Connacht;Connaught@Galway
DE|Bavaria;Bayern@Munich|Baden-Württemberg@Stuttgart|North Rhine-Westphalia;NRW@Köln|Hesse;Hessen@Frankfurt am Main|Saxony;Sachsen@Leipzig|Lower Saxony;Niedersachsen@Hannover|Brandenburg@Potsdam|Thuringia@Erfurt|Saxony-Anhalt@Magdeburg|Schleswig-Holstein@Kiel|Mecklenburg-Vorpommern@Rostock|Rhineland-Palatinate@Mainz|Saarland@Saarbrücken|Berlin State@Berlin|Hamburg State@Hamburg|Bremen State@Bremen
AT|Tyrol;Tirol@Innsbruck|Styria@Graz|Carinthia@Klagenfurt am Wörthersee|Upper Austria@Linz|Lower Austria@Sankt Pölten|Salzburg State@Salzburg|Vorarlberg@Dornbirn
CH|Canton of Zurich@Zürich|Canton of Bern@Bern|Vaud@Lausanne|Canton of Geneva@Geneva|Ticino@Lugano|Valais@Sitten
FR|Île-de-France@Paris|Provence-Alpes-Côte d'Azur;Provence;French Riviera@Marseille|Brittany;Bretagne@Rennes|Normandy;Normandie@Rouen|Occitanie@Toulouse|Nouvelle-Aquitaine;Aquitaine@Bordeaux|Auvergne-Rhône-Alpes@Lyon|Grand Est;Alsace@Strasbourg|Hauts-de-France@Lille|Pays de la Loire@Nantes|Corsica;Corse@Ajaccio|Burgundy@Dijon
ES|Catalonia;Catalunya;Cataluña@Barcelona|Andalusia;Andalucía@Sevilla|Community of Madrid@Madrid|Valencian Community@Valencia|Basque Country;Euskadi@Bilbao|Galicia@Vigo|Aragon@Zaragoza|Canary Islands@Las Palmas de Gran Canaria|Balearic Islands;Mallorca;Majorca@Palma|Castile and León@Valladolid|Asturias@Gijón|Murcia Region@Murcia|Navarre@Pamplona
IT|Lombardy;Lombardia@Milan|Tuscany;Toscana@Florence|Lazio@Rome|Sicily;Sicilia@Palermo|Sardinia;Sardegna@Cagliari|Veneto@Venice|Piedmont;Piemonte@Turin|Campania@Naples|Emilia-Romagna@Bologna|Liguria@Genoa|Apulia;Puglia@Bari|Umbria@Perugia|Calabria@Reggio Calabria
PT|Algarve@Faro|Madeira@Funchal|Azores@Ponta Delgada
NL|North Holland@Amsterdam|South Holland@Rotterdam|Utrecht Province@Utrecht|North Brabant@Eindhoven
BE|Flanders@Antwerp|Wallonia@Liège|Brussels Capital Region@Brussels
SE|Skåne;Scania@Malmö|Västra Götaland@Gothenburg
NO|Western Norway;Vestland@Bergen|Rogaland@Stavanger
DK|Jutland;Central Jutland@Århus
FI|Lapland@Rovaniemi|Uusimaa@Helsinki
PL|Masovia;Mazovia@Warsaw|Lesser Poland@Kraków|Silesia@Katowice|Pomerania@Gdańsk
RO|Transylvania@Cluj-Napoca
CZ|South Moravia;Moravia@Brno
UA|Zakarpattia;Transcarpathia@Uzhhorod|Crimea@Simferopol
RU|Siberia@Novosibirsk|Tatarstan@Kazan
GR|Crete@Irákleion|Attica@Athens|Central Macedonia@Thessaloníki
TR|Anatolia@Ankara
IN|Maharashtra@Mumbai|Karnataka@Bengaluru|Tamil Nadu@Chennai|West Bengal@Kolkata|Kerala@Kochi|Gujarat@Ahmedabad|Rajasthan@Jaipur|Punjab@Ludhiana|Uttar Pradesh@Lucknow|Telangana@Hyderabad|Andhra Pradesh@Visakhapatnam|Goa@Panjim|Bihar@Patna|Madhya Pradesh@Indore|Assam@Guwahati|Odisha;Orissa@Bhubaneswar|Haryana@Faridabad|Himachal Pradesh@Shimla|Uttarakhand@Dehradun|Jharkhand@Ranchi|Delhi NCR;NCR@New Delhi
CN|Guangdong@Guangzhou|Sichuan@Chengdu|Zhejiang@Hangzhou|Jiangsu@Nanjing|Hubei@Wuhan|Yunnan@Kunming|Tibet@Lhasa|Xinjiang@Ürümqi|Inner Mongolia@Baotou|Fujian@Fuzhou|Shandong@Jinan|Henan@Zhengzhou|Hunan@Changsha
JP|Hokkaido@Sapporo|Okinawa@Naha
KR|Jeju@Jeju City|Gyeonggi@Suwon
MY|Penang;Pulau Pinang@George Town|Johor@Johor Bahru|Sabah@Kota Kinabalu|Sarawak@Kuching|Selangor@Petaling Jaya
ID|Bali@Denpasar|East Java@Surabaya|West Java;Java@Bandung|North Sumatra;Sumatra@Medan
PH|Cebu;Central Visayas@Cebu City|Metro Manila@Manila|Davao Region;Mindanao@Davao
TH|Phuket Province@Phuket|Chiang Mai Province@Chiang Mai
MX|Jalisco@Guadalajara|Nuevo León@Monterrey|Yucatán@Mérida|Quintana Roo@Cancún|Baja California@Tijuana|Oaxaca@Oaxaca
BR|São Paulo State@São Paulo|Rio Grande do Sul@Porto Alegre|Bahia@Salvador|Minas Gerais@Belo Horizonte|Paraná@Curitiba|Pernambuco@Recife|Ceará@Fortaleza|Santa Catarina@Florianópolis|Amazonas@Manaus|Goiás@Goiânia
AR|Patagonia@Comodoro Rivadavia|Buenos Aires Province@La Plata|Santa Fe Province@Rosario
CO|Antioquia@Medellín|Valle del Cauca@Cali
ZA|Gauteng@Johannesburg|Western Cape@Cape Town|KwaZulu-Natal@Durban|Eastern Cape@Gqeberha
NG|Lagos State@Lagos|Kano State@Kano
GH|Ashanti;Ashanti Region@Kumasi
AE|Emirate of Dubai@Dubai|Emirate of Abu Dhabi@Abu Dhabi
"""
