// The product's own words for mails about documents, in each language that documents are written in.
#include <array>

#include "app/mail_settings.h"
#include "domain/language.h"
#include "store/billing_profiles.h"

namespace every::app {
namespace {

struct Words {
  const char *subject, *text;
};
enum Kind { invoice, reminder, credit_note, proposal };
using Mails = std::array<Words, 4>;  // by kind

constexpr Mails kEnglish = {{
    {"Invoice {number} from {sender}",
     "Hello,\n\nhere is invoice {number} over {total}. It is due on {dueDate}.\n\nSee it and how to pay it: "
     "{link}\nThe PDF is attached.\n\nKind regards\n{sender}\n"},
    {"Reminder: invoice {number} from {sender}",
     "Hello,\n\nthis is a reminder of invoice {number} over {total}, due on {dueDate}. {due} of it is still "
     "open.\n\nSee it and how to pay it: {link}\n\nIf you have paid in the meantime, thank you: there is "
     "nothing else to do.\n\nKind regards\n{sender}\n"},
    {"Credit note {number} from {sender}",
     "Hello,\n\nhere is credit note {number} over {total}. It credits invoice {about}.\n\nSee it: "
     "{link}\nThe PDF is attached.\n\nKind regards\n{sender}\n"},
    {"{title}: proposal {number} from {sender}",
     "Hello,\n\nhere is our proposal for {title} over {total}. It is valid until {validUntil}.\n\nRead it, "
     "and accept or decline it, here: {link}\nThe PDF is attached.\n\nKind regards\n{sender}\n"},
}};
constexpr Mails kGerman = {{
    {"Rechnung {number} von {sender}",
     "Guten Tag,\n\nhier ist die Rechnung {number} über {total}. Sie ist am {dueDate} fällig.\n\nAnsehen und "
     "bezahlen: {link}\nDas PDF ist angehängt.\n\nFreundliche Grüße\n{sender}\n"},
    {"Erinnerung: Rechnung {number} von {sender}",
     "Guten Tag,\n\nwir erinnern an die Rechnung {number} über {total}, fällig am {dueDate}. Davon sind noch "
     "{due} offen.\n\nAnsehen und bezahlen: {link}\n\nWenn Sie inzwischen bezahlt haben, vielen Dank: Dann "
     "ist nichts weiter zu tun.\n\nFreundliche Grüße\n{sender}\n"},
    {"Gutschrift {number} von {sender}",
     "Guten Tag,\n\nhier ist die Gutschrift {number} über {total} zur Rechnung {about}.\n\nAnsehen: "
     "{link}\nDas PDF ist angehängt.\n\nFreundliche Grüße\n{sender}\n"},
    {"{title}: Angebot {number} von {sender}",
     "Guten Tag,\n\nhier ist unser Angebot für {title} über {total}. Es gilt bis {validUntil}.\n\nLesen und "
     "annehmen oder ablehnen: {link}\nDas PDF ist angehängt.\n\nFreundliche Grüße\n{sender}\n"},
}};
constexpr Mails kFrench = {{
    {"Facture {number} de {sender}",
     "Bonjour,\n\nvoici la facture {number} d’un montant de {total}. Son échéance est le {dueDate}.\n\nLa "
     "consulter et la régler : {link}\nLe PDF est joint.\n\nCordialement\n{sender}\n"},
    {"Rappel : facture {number} de {sender}",
     "Bonjour,\n\nnous vous rappelons la facture {number} d’un montant de {total}, échue le {dueDate}. Il "
     "reste {due} à payer.\n\nLa consulter et la régler : {link}\n\nSi vous avez payé entre-temps, merci : "
     "il n’y a rien d’autre à faire.\n\nCordialement\n{sender}\n"},
    {"Avoir {number} de {sender}",
     "Bonjour,\n\nvoici l’avoir {number} d’un montant de {total} sur la facture {about}.\n\nLe consulter : "
     "{link}\nLe PDF est joint.\n\nCordialement\n{sender}\n"},
    {"{title} : devis {number} de {sender}",
     "Bonjour,\n\nvoici notre devis pour {title} d’un montant de {total}. Date limite de validité : "
     "{validUntil}.\n\nLe lire, l’accepter ou le refuser : {link}\nLe PDF est "
     "joint.\n\nCordialement\n{sender}\n"},
}};
constexpr Mails kSpanish = {{
    {"Factura {number} de {sender}",
     "Buenos días:\n\nEsta es la factura {number} por {total}. Vence el {dueDate}.\n\nVerla y cómo pagarla: "
     "{link}\nEl PDF va adjunto.\n\nSaludos cordiales\n{sender}\n"},
    {"Recordatorio: factura {number} de {sender}",
     "Buenos días:\n\nLe recordamos la factura {number} por {total}, con vencimiento el {dueDate}. Quedan "
     "{due} pendientes.\n\nVerla y cómo pagarla: {link}\n\nSi ya ha pagado, gracias: no tiene que hacer nada "
     "más.\n\nSaludos cordiales\n{sender}\n"},
    {"Nota de crédito {number} de {sender}",
     "Buenos días:\n\nEsta es la nota de crédito {number} por {total} sobre la factura {about}.\n\nVerla: "
     "{link}\nEl PDF va adjunto.\n\nSaludos cordiales\n{sender}\n"},
    {"{title}: presupuesto {number} de {sender}",
     "Buenos días:\n\nEste es nuestro presupuesto para {title} por {total}. Es válido hasta: "
     "{validUntil}.\n\nLeerlo y aceptarlo o rechazarlo: {link}\nEl PDF va adjunto.\n\nSaludos "
     "cordiales\n{sender}\n"},
}};
constexpr Mails kItalian = {{
    {"Fattura {number} di {sender}",
     "Buongiorno,\n\necco la fattura {number} di {total}. Scade il {dueDate}.\n\nPer vederla e pagarla: "
     "{link}\nIl PDF è allegato.\n\nCordiali saluti\n{sender}\n"},
    {"Promemoria: fattura {number} di {sender}",
     "Buongiorno,\n\nvi ricordiamo la fattura {number} di {total}, con scadenza il {dueDate}. Restano da "
     "pagare {due}.\n\nPer vederla e pagarla: {link}\n\nSe nel frattempo avete pagato, grazie: non c’è altro "
     "da fare.\n\nCordiali saluti\n{sender}\n"},
    {"Nota di credito {number} di {sender}",
     "Buongiorno,\n\necco la nota di credito {number} di {total} sulla fattura {about}.\n\nPer vederla: "
     "{link}\nIl PDF è allegato.\n\nCordiali saluti\n{sender}\n"},
    {"{title}: preventivo {number} di {sender}",
     "Buongiorno,\n\necco il nostro preventivo per {title} di {total}. Valido fino a: {validUntil}.\n\nPer "
     "leggerlo, accettarlo o rifiutarlo: {link}\nIl PDF è allegato.\n\nCordiali saluti\n{sender}\n"},
}};
constexpr Mails kDutch = {{
    {"Factuur {number} van {sender}",
     "Goedendag,\n\nhierbij factuur {number} van {total}. De vervaldatum is {dueDate}.\n\nBekijken en "
     "betalen: {link}\nDe PDF is bijgevoegd.\n\nMet vriendelijke groet\n{sender}\n"},
    {"Herinnering: factuur {number} van {sender}",
     "Goedendag,\n\ndit is een herinnering aan factuur {number} van {total}, met vervaldatum {dueDate}. "
     "Daarvan staat nog {due} open.\n\nBekijken en betalen: {link}\n\nHebt u intussen betaald, dan danken "
     "wij u: u hoeft niets meer te doen.\n\nMet vriendelijke groet\n{sender}\n"},
    {"Creditnota {number} van {sender}",
     "Goedendag,\n\nhierbij creditnota {number} van {total} bij factuur {about}.\n\nBekijken: {link}\nDe PDF "
     "is bijgevoegd.\n\nMet vriendelijke groet\n{sender}\n"},
    {"{title}: offerte {number} van {sender}",
     "Goedendag,\n\nhierbij onze offerte voor {title} van {total}. Geldig tot {validUntil}.\n\nLezen en "
     "aanvaarden of afwijzen: {link}\nDe PDF is bijgevoegd.\n\nMet vriendelijke groet\n{sender}\n"},
}};
constexpr Mails kPortuguese = {{
    {"Fatura {number} de {sender}",
     "Olá,\n\nsegue a fatura {number} de {total}. Vence em {dueDate}.\n\nVer e pagar: {link}\nO PDF segue em "
     "anexo.\n\nCom os melhores cumprimentos\n{sender}\n"},
    {"Lembrete: fatura {number} de {sender}",
     "Olá,\n\nlembramos a fatura {number} de {total}, com vencimento em {dueDate}. Faltam pagar "
     "{due}.\n\nVer e pagar: {link}\n\nSe entretanto já pagou, obrigado: não é preciso fazer mais "
     "nada.\n\nCom os melhores cumprimentos\n{sender}\n"},
    {"Nota de crédito {number} de {sender}",
     "Olá,\n\nsegue a nota de crédito {number} de {total} sobre a fatura {about}.\n\nVer: {link}\nO PDF "
     "segue em anexo.\n\nCom os melhores cumprimentos\n{sender}\n"},
    {"{title}: proposta {number} de {sender}",
     "Olá,\n\nsegue a nossa proposta para {title} de {total}. Válida até {validUntil}.\n\nLer e aceitar ou "
     "recusar: {link}\nO PDF segue em anexo.\n\nCom os melhores cumprimentos\n{sender}\n"},
}};
constexpr Mails kJapanese = {{
    {"請求書 {number}（{sender}）",
     "いつもお世話になっております。\n\n請求書 {number}（{total}）をお送りいたします。お支払期限は {dueDate} "
     "です。\n\n内容とお支払い方法はこちらでご確認ください：{link}\nPDF "
     "を添付しております。\n\nよろしくお願いいたします。\n{sender}\n"},
    {"ご確認のお願い：請求書 {number}（{sender}）",
     "いつもお世話になっております。\n\n請求書 {number}（{total}、お支払期限 {dueDate}）について、{due} "
     "のご入金がまだ確認できておりません。\n\n内容とお支払い方法はこちらでご確認ください：{link}"
     "\n\n行き違いでお支払い済みの場合は、ご容赦ください。\n\nよろしくお願いいたします。\n{sender}\n"},
    {"返金明細書 {number}（{sender}）",
     "いつもお世話になっております。\n\n請求書 {about} に対する返金明細書 "
     "{number}（{total}）をお送りいたします。\n\n内容はこちらでご確認ください：{link}\nPDF "
     "を添付しております。\n\nよろしくお願いいたします。\n{sender}\n"},
    {"{title}：見積書 {number}（{sender}）",
     "いつもお世話になっております。\n\n「{title}」の見積書（{total}）をお送りいたします。有効期限：{"
     "validUntil}\n\nご確認と、承諾または辞退のご回答はこちらからお願いいたします：{link}\nPDF "
     "を添付しております。\n\nよろしくお願いいたします。\n{sender}\n"},
}};
constexpr Mails kArabic = {{
    {"فاتورة {number} من {sender}",
     "تحية طيبة،\n\nنرسل إليكم الفاتورة {number} بمبلغ {total}، وتستحق في {dueDate}.\n\nللاطلاع عليها وطريقة "
     "دفعها: {link}\nملف PDF مرفق.\n\nمع أطيب التحيات\n{sender}\n"},
    {"تذكير: فاتورة {number} من {sender}",
     "تحية طيبة،\n\nنذكركم بالفاتورة {number} بمبلغ {total}، المستحقة في {dueDate}. المبلغ المتبقي منها "
     "{due}.\n\nللاطلاع عليها وطريقة دفعها: {link}\n\nإن كنتم قد دفعتم في هذه الأثناء فشكرًا لكم، ولا حاجة "
     "إلى أي إجراء آخر.\n\nمع أطيب التحيات\n{sender}\n"},
    {"إشعار دائن {number} من {sender}",
     "تحية طيبة،\n\nنرسل إليكم الإشعار الدائن {number} بمبلغ {total} عن الفاتورة {about}.\n\nللاطلاع عليه: "
     "{link}\nملف PDF مرفق.\n\nمع أطيب التحيات\n{sender}\n"},
    {"{title}: عرض سعر {number} من {sender}",
     "تحية طيبة،\n\nنرسل إليكم عرضنا بشأن {title} بمبلغ {total}، وهو صالح حتى {validUntil}.\n\nلقراءته "
     "وقبوله أو رفضه: {link}\nملف PDF مرفق.\n\nمع أطيب التحيات\n{sender}\n"},
}};
constexpr Mails kHindi = {{
    {"{sender} से चालान {number}",
     "नमस्ते,\n\nयह {total} का चालान {number} है। देय तिथि {dueDate} है।\n\nइसे देखें और भुगतान का तरीका जानें: "
     "{link}\nPDF संलग्न है।\n\nसादर\n{sender}\n"},
    {"स्मरण: {sender} से चालान {number}",
     "नमस्ते,\n\nयह {total} के चालान {number} का स्मरण है, जिसकी देय तिथि {dueDate} थी। इसमें से {due} अभी बाकी "
     "है।\n\nइसे देखें और भुगतान का तरीका जानें: {link}\n\nयदि आपने इस बीच भुगतान कर दिया है, तो धन्यवाद: और कुछ करने की "
     "आवश्यकता नहीं है।\n\nसादर\n{sender}\n"},
    {"{sender} से क्रेडिट नोट {number}",
     "नमस्ते,\n\nयह चालान {about} के लिए {total} का क्रेडिट नोट {number} है।\n\nइसे देखें: {link}\nPDF संलग्न "
     "है।\n\nसादर\n{sender}\n"},
    {"{title}: {sender} से प्रस्ताव {number}",
     "नमस्ते,\n\nयह {title} के लिए {total} का हमारा प्रस्ताव है। यह {validUntil} तक मान्य है।\n\nइसे यहाँ पढ़ें और स्वीकार "
     "या अस्वीकार करें: {link}\nPDF संलग्न है।\n\nसादर\n{sender}\n"},
}};

}  // namespace

MailTemplate default_template(std::string_view kind, std::string_view language) {
  const Mails& mails = domain::in_language(
      domain::language_from(language).value_or(domain::Language::english), kEnglish, kGerman, kFrench,
      kSpanish, kItalian, kDutch, kPortuguese, kJapanese, kArabic, kHindi);
  const Words& words = mails[kind == "reminder"      ? reminder
                             : kind == "credit_note" ? credit_note
                             : kind == "proposal"    ? proposal
                                                     : invoice];
  return {words.subject, words.text};
}

std::string workspace_language(const App& app, const Actor& actor) {
  return app.db.read([&](store::Tx& tx) {
    const std::string own = store::BillingProfiles(tx, actor.tenant).find("").profile.language;
    return domain::document_locale({.document = {},
                                    .client = {},
                                    .workspace = own,
                                    .workspace_locale = workspace_of(tx, actor).locale,
                                    .client_country = {}});
  });
}

}  // namespace every::app
