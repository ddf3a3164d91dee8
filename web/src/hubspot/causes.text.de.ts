import { number, plural } from '../text/catalogue';
import type { Words } from './causes.text';

export default {
  tryThese: 'Diese erneut versuchen',
  syncItself: 'Der Abgleich selbst',
  view: 'Ansehen',
  chooseClient: 'Kunden wählen',
  causes: {
    contact_no_email: n => plural(n, { one: '1 Kontakt hat keine E-Mail-Adresse', other: `${number(n)} Kontakte haben keine E-Mail-Adresse` }),
    contact_bad_email: n => plural(n, { one: '1 Kontakt hat eine ungültige E-Mail-Adresse', other: `${number(n)} Kontakte haben eine ungültige E-Mail-Adresse` }),
    match_undecided: n => plural(n, { one: '1 Kontakt ist eine mögliche Dublette', other: `${number(n)} Kontakte sind mögliche Dubletten` }),
    match_many: n => plural(n, { one: '1 Kontakt passt zu mehreren Kunden hier', other: `${number(n)} Kontakte passen zu mehreren Kunden hier` }),
    deal_no_contact: n => plural(n, { one: '1 Deal hat in HubSpot keinen Kontakt', other: `${number(n)} Deals haben in HubSpot keinen Kontakt` }),
    deal_no_client: n => plural(n, { one: '1 Deal hat hier keinen Kunden', other: `${number(n)} Deals haben hier keinen Kunden` }),
    deal_stage_unknown: n => plural(n, { one: '1 Deal ist in einer unbekannten Phase', other: `${number(n)} Deals sind in einer unbekannten Phase` }),
    deal_amount_missing: n => plural(n, { one: '1 Deal hat keinen Betrag', other: `${number(n)} Deals haben keinen Betrag` }),
    currency_unknown: n => plural(n, { one: '1 Deal hat eine Währung, die hier unbekannt ist', other: `${number(n)} Deals haben eine Währung, die hier unbekannt ist` }),
    value_too_long: n => plural(n, { one: '1 Wert war zu lang und wurde gekürzt', other: `${number(n)} Werte waren zu lang und wurden gekürzt` }),
    field_type: n => plural(n, { one: '1 Eigenschaft passt nicht in ihr Feld', other: `${number(n)} Eigenschaften passen nicht in ihre Felder` }),
    property_gone: n => plural(n, { one: '1 Eigenschaft gibt es in HubSpot nicht mehr', other: `${number(n)} Eigenschaften gibt es in HubSpot nicht mehr` }),
    list_gone: n => plural(n, { one: '1 Liste gibt es in HubSpot nicht mehr', other: `${number(n)} Listen gibt es in HubSpot nicht mehr` }),
    removed_in_hubspot: n => plural(n, { one: '1 Kontakt gibt es in HubSpot nicht mehr', other: `${number(n)} Kontakte gibt es in HubSpot nicht mehr` }),
    merged_in_hubspot: n => plural(n, { one: '1 Kontakt wurde in HubSpot zusammengeführt', other: `${number(n)} Kontakte wurden in HubSpot zusammengeführt` }),
  },
} satisfies Words;
