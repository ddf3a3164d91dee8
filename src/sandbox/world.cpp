#include "sandbox/world.h"

namespace every::sandbox {
namespace {

constexpr WrittenName kEnGiven[] = {{"Olivia", "olivia"}, {"James", "james"}, {"Siobhan", "siobhan"},
                                    {"D'Arcy", "darcy"},  {"Zoë", "zoe"},     {"Jean-Luc", "jeanluc"},
                                    {"Amara", "amara"}};
constexpr WrittenName kEnFamily[] = {{"Smith", "smith"},
                                     {"O'Brien", "obrien"},
                                     {"MacDonald", "macdonald"},
                                     {"Okafor", "okafor"},
                                     {"Featherstonehaugh", "featherstonehaugh"},
                                     {"Lloyd-Jones", "lloydjones"},
                                     {"D’Souza", "dsouza"}};
constexpr std::string_view kEnCities[] = {"London", "Leeds", "Bristol", "Saint Helier"};
constexpr std::string_view kEnStreets[] = {"High Street", "Station Road", "St. James's Square"};
constexpr std::string_view kUsCities[] = {"Boston", "Coeur d'Alene", "San José", "New York"};
constexpr std::string_view kUsStreets[] = {"Main Street", "Oak Avenue", "5th Avenue, Suite 200"};

constexpr WrittenName kDeGiven[] = {{"Jürgen", "juergen"},   {"Käthe", "kaethe"},
                                    {"Björn", "bjoern"},     {"Lena", "lena"},
                                    {"Großmut", "grossmut"}, {"Anna-Lena", "annalena"}};
constexpr WrittenName kDeFamily[] = {{"Müller", "mueller"},     {"Groß", "gross"},
                                     {"Schröder", "schroeder"}, {"von der Heide", "vonderheide"},
                                     {"Weiß", "weiss"},         {"Yılmaz", "yilmaz"}};
constexpr std::string_view kDeCities[] = {"München", "Köln", "Düsseldorf", "Görlitz"};
constexpr std::string_view kDeStreets[] = {"Hauptstraße", "Goethestraße", "Am Mühlbach"};

constexpr WrittenName kFrGiven[] = {{"François", "francois"},
                                    {"Éloïse", "eloise"},
                                    {"Noël", "noel"},
                                    {"Anaïs", "anais"},
                                    {"Jean-Baptiste", "jeanbaptiste"}};
constexpr WrittenName kFrFamily[] = {{"Lefèvre", "lefevre"},
                                     {"d'Aubigné", "daubigne"},
                                     {"L'Hôpital", "lhopital"},
                                     {"Œuvrard", "oeuvrard"},
                                     {"N’Diaye", "ndiaye"}};
constexpr std::string_view kFrCities[] = {"Besançon", "Nîmes", "L'Haÿ-les-Roses", "Paris"};
constexpr std::string_view kFrStreets[] = {"rue de l'Église", "avenue Émile-Zola", "quai d'Orsay"};

constexpr WrittenName kPlGiven[] = {
    {"Łukasz", "lukasz"}, {"Małgorzata", "malgorzata"}, {"Żaneta", "zaneta"}, {"Święcisław", "swiecislaw"}};
constexpr WrittenName kPlFamily[] = {{"Brzęczyszczykiewicz", "brzeczyszczykiewicz"},
                                     {"Wójcik", "wojcik"},
                                     {"Dąbrowska", "dabrowska"},
                                     {"Źrebiec", "zrebiec"}};
constexpr std::string_view kPlCities[] = {"Łódź", "Kraków", "Świnoujście"};
constexpr std::string_view kPlStreets[] = {"ul. Piotrkowska", "ul. Świętego Marcina", "al. Niepodległości"};

constexpr WrittenName kBrGiven[] = {
    {"João", "joao"}, {"Conceição", "conceicao"}, {"Luís", "luis"}, {"Íris", "iris"}};
constexpr WrittenName kBrFamily[] = {
    {"Gonçalves", "goncalves"}, {"de Assunção", "deassuncao"}, {"Araújo", "araujo"}, {"Sant'Ana", "santana"}};
constexpr std::string_view kBrCities[] = {"São Paulo", "Brasília", "Florianópolis"};
constexpr std::string_view kBrStreets[] = {"Rua Augusta", "Avenida Paulista", "Praça da Sé"};

constexpr WrittenName kVnGiven[] = {
    {"Ngọc Ánh", "ngocanh"}, {"Đức", "duc"}, {"Thảo", "thao"}, {"Quỳnh", "quynh"}};
constexpr WrittenName kVnFamily[] = {
    {"Nguyễn", "nguyen"}, {"Trần", "tran"}, {"Đặng", "dang"}, {"Phạm", "pham"}};
constexpr std::string_view kVnCities[] = {"Hà Nội", "Đà Nẵng", "Huế"};
constexpr std::string_view kVnStreets[] = {"Phố Hàng Bạc", "Đường Lê Lợi", "Đường Nguyễn Huệ"};

constexpr WrittenName kIsGiven[] = {
    {"Þórunn", "thorunn"}, {"Ægir", "aegir"}, {"Guðrún", "gudrun"}, {"Sölvi", "solvi"}};
constexpr WrittenName kIsFamily[] = {
    {"Jónsdóttir", "jonsdottir"}, {"Sigurðsson", "sigurdsson"}, {"Björnsdóttir", "bjornsdottir"}};
constexpr std::string_view kIsCities[] = {"Reykjavík", "Ísafjörður", "Akureyri"};
constexpr std::string_view kIsStreets[] = {"Laugavegur", "Skólavörðustígur", "Hafnarstræti"};

constexpr WrittenName kArGiven[] = {{"محمد", "mohammed"},
                                    {"فاطمة", "fatima"},
                                    {"نور الدين", "nooreddin"},
                                    {"ليلى", "layla"},
                                    {"عبد الرحمن", "abdulrahman"}};
constexpr WrittenName kArFamily[] = {
    {"الصباح", "alsabah"}, {"حداد", "haddad"}, {"العنزي", "alenezi"}, {"بن علي", "binali"}};
constexpr std::string_view kArCities[] = {"مدينة الكويت", "الجهراء", "حولي"};
constexpr std::string_view kArStreets[] = {"شارع فهد السالم", "شارع الخليج العربي", "شارع سالم المبارك"};

constexpr WrittenName kHeGiven[] = {
    {"נועה", "noa"}, {"אבישי", "avishai"}, {"תמר", "tamar"}, {"יוסף", "yosef"}};
constexpr WrittenName kHeFamily[] = {
    {"כהן", "cohen"}, {"בן־דוד", "bendavid"}, {"מזרחי", "mizrahi"}, {"פרץ", "peretz"}};
constexpr std::string_view kHeCities[] = {"תל אביב", "ירושלים", "חיפה"};
constexpr std::string_view kHeStreets[] = {"שדרות רוטשילד", "רחוב הרצל", "דרך יפו"};

constexpr WrittenName kHiGiven[] = {
    {"प्रिया", "priya"}, {"अर्जुन", "arjun"}, {"श्रीकांत", "shrikant"}, {"लक्ष्मी", "lakshmi"}};
constexpr WrittenName kHiFamily[] = {
    {"शर्मा", "sharma"}, {"क्षत्रिय", "kshatriya"}, {"गुप्ता", "gupta"}, {"सिंह", "singh"}};
constexpr std::string_view kHiCities[] = {"नई दिल्ली", "मुंबई", "जयपुर"};
constexpr std::string_view kHiStreets[] = {"महात्मा गांधी मार्ग", "स्टेशन रोड", "नेहरू नगर"};

constexpr WrittenName kJaGiven[] = {
    {"由紀", "yuki"}, {"大輔", "daisuke"}, {"さくら", "sakura"}, {"ジェームズ", "jeemuzu"}};
constexpr WrittenName kJaFamily[] = {
    {"田中", "tanaka"}, {"髙橋", "takahashi"}, {"渡邊", "watanabe"}, {"𠮷田", "yoshida"}};
constexpr std::string_view kJaCities[] = {"東京都千代田区", "大阪市北区", "横浜市"};
constexpr std::string_view kJaStreets[] = {"丸の内一丁目", "梅田三丁目", "元町"};

constexpr WrittenName kZhGiven[] = {{"伟", "wei"}, {"芳", "fang"}, {"秀英", "xiuying"}, {"志強", "zhiqiang"}};
constexpr WrittenName kZhFamily[] = {{"王", "wang"}, {"歐陽", "ouyang"}, {"张", "zhang"}, {"陳", "chen"}};
constexpr std::string_view kZhCities[] = {"上海", "北京", "台北"};
constexpr std::string_view kZhStreets[] = {"南京东路", "长安街", "忠孝東路"};

constexpr WrittenName kKoGiven[] = {{"지훈", "jihoon"}, {"서연", "seoyeon"}, {"민준", "minjun"}};
constexpr WrittenName kKoFamily[] = {{"김", "kim"}, {"이", "lee"}, {"선우", "sunwoo"}};
constexpr std::string_view kKoCities[] = {"서울특별시", "부산광역시", "인천"};
constexpr std::string_view kKoStreets[] = {"세종대로", "테헤란로", "해운대로"};

constexpr WrittenName kRuGiven[] = {
    {"Дмитрий", "dmitri"}, {"Ёлка", "yolka"}, {"Наталья", "natalya"}, {"Артём", "artyom"}};
constexpr WrittenName kRuFamily[] = {
    {"Соколов", "sokolov"}, {"Щукина", "shchukina"}, {"Королёв", "korolyov"}, {"Ґалаґан", "galagan"}};
constexpr std::string_view kRuCities[] = {"Київ", "Алматы", "София"};
constexpr std::string_view kRuStreets[] = {"вул. Хрещатик", "проспект Абая", "бул. Витоша"};

constexpr WrittenName kElGiven[] = {{"Γιώργος", "giorgos"}, {"Ελένη", "eleni"}, {"Οδυσσέας", "odysseas"}};
constexpr WrittenName kElFamily[] = {
    {"Παπαδόπουλος", "papadopoulos"}, {"Οικονόμου", "oikonomou"}, {"Χατζής", "chatzis"}};
constexpr std::string_view kElCities[] = {"Αθήνα", "Θεσσαλονίκη", "Ηράκλειο"};
constexpr std::string_view kElStreets[] = {"Οδός Ερμού", "Λεωφόρος Συγγρού", "Τσιμισκή"};

constexpr WrittenName kThGiven[] = {{"สมชาย", "somchai"}, {"ณัฐธิดา", "natthida"}, {"กิตติ", "kitti"}};
constexpr WrittenName kThFamily[] = {{"วงศ์สุวรรณ", "wongsuwan"}, {"ศรีสุข", "srisuk"}};
constexpr std::string_view kThCities[] = {"กรุงเทพมหานคร", "เชียงใหม่"};
constexpr std::string_view kThStreets[] = {"ถนนสุขุมวิท", "ถนนนิมมานเหมินท์"};

constexpr Locale kWorld[] = {
    {"United Kingdom", "GB", "en", "GBP", "+44 20 ", "N# #QD", false, kEnGiven, kEnFamily, kEnCities,
     kEnStreets, "{} & Sons Ltd"},
    {"United States", "US", "en", "USD", "+1 617 ", "0####", false, kEnGiven, kEnFamily, kUsCities,
     kUsStreets, "{} Industries, Inc."},
    {"Germany", "DE", "de", "EUR", "+49 89 ", "8####", false, kDeGiven, kDeFamily, kDeCities, kDeStreets,
     "{} Maschinenbau GmbH & Co. KG"},
    {"Switzerland", "CH", "de", "CHF", "+41 44 ", "80##", false, kDeGiven, kFrFamily, kDeCities, kDeStreets,
     "{} AG"},
    {"France", "FR", "fr", "EUR", "+33 1 ", "75###", false, kFrGiven, kFrFamily, kFrCities, kFrStreets,
     "Établissements {} S.à r.l."},
    {"Poland", "PL", "en", "EUR", "+48 42 ", "9#-###", false, kPlGiven, kPlFamily, kPlCities, kPlStreets,
     "{} sp. z o.o."},
    {"Brazil", "BR", "pt-br", "USD", "+55 11 ", "0####-###", false, kBrGiven, kBrFamily, kBrCities,
     kBrStreets, "{} Comércio Ltda."},
    {"Viet Nam", "VN", "en", "USD", "+84 24 ", "1#####", true, kVnGiven, kVnFamily, kVnCities, kVnStreets,
     "Công ty TNHH {}"},
    {"Iceland", "IS", "en", "EUR", "+354 5", "1##", false, kIsGiven, kIsFamily, kIsCities, kIsStreets,
     "{} ehf."},
    {"Kuwait", "KW", "ar", "KWD", "+965 2", "#####", false, kArGiven, kArFamily, kArCities, kArStreets,
     "شركة {} للتجارة"},
    {"Israel", "IL", "he", "USD", "+972 3 ", "6######", false, kHeGiven, kHeFamily, kHeCities, kHeStreets,
     "{} בע״מ"},
    {"India", "IN", "hi", "USD", "+91 11 ", "1#####", false, kHiGiven, kHiFamily, kHiCities, kHiStreets,
     "{} प्राइवेट लिमिटेड"},
    {"Japan", "JP", "ja", "JPY", "+81 3 ", "1##-####", true, kJaGiven, kJaFamily, kJaCities, kJaStreets,
     "{}株式会社"},
    {"China", "CN", "en", "USD", "+86 21 ", "2#####", true, kZhGiven, kZhFamily, kZhCities, kZhStreets,
     "{}科技有限公司"},
    {"South Korea", "KR", "en", "USD", "+82 2 ", "0####", true, kKoGiven, kKoFamily, kKoCities, kKoStreets,
     "주식회사 {}"},
    {"Ukraine", "UA", "ru", "EUR", "+380 44 ", "0####", false, kRuGiven, kRuFamily, kRuCities, kRuStreets,
     "ТОВ «{}»"},
    {"Greece", "GR", "el", "EUR", "+30 21 ", "1## ##", false, kElGiven, kElFamily, kElCities, kElStreets,
     "{} Α.Ε."},
    {"Thailand", "TH", "en", "USD", "+66 2 ", "1####", false, kThGiven, kThFamily, kThCities, kThStreets,
     "บริษัท {} จำกัด"},
};

}  // namespace

std::span<const Locale> world() {
  return kWorld;
}

}  // namespace every::sandbox
