import { number, plural } from '../text/catalogue';
import type { Words } from './rules.text';

const deals = (n: number) => plural(n, { one: '1 Deal', other: `${number(n)} Deals` });
const drafts = (n: number) => plural(n, { one: '1 Entwurf', other: `${number(n)} Entwürfe` });

export default {
  title: 'Entwürfe aus Deals',
  hint: 'wenn ein Deal in eine Phase kommt',
  explained: 'Ein Deal, der in eine Phase kommt, bekommt von selbst seinen Rechnungsentwurf. Ausgestellt und versendet wird nichts, bis Sie es tun.',
  list: 'Regeln',
  add: 'Regel hinzufügen …',
  none: 'Noch keine Regel. Fügen Sie eine hinzu, dann werden gewonnene Deals von selbst zu Entwürfen.',
  notLoaded: 'Die Regeln konnten nicht geladen werden.',
  enters: (stage, pipeline) => `Wenn ein Deal in ${pipeline} in die Phase ${stage} kommt, seine Rechnung entwerfen`,
  wonIn: pipeline => `Wenn ein Deal in ${pipeline} gewonnen wird, seine Rechnung entwerfen`,
  wonAnywhere: 'Wenn ein Deal in irgendeiner Pipeline gewonnen wird, seine Rechnung entwerfen',
  on: rule => `An: ${rule}`,
  off: 'Aus',
  made: n => (n === 0 ? 'Noch kein Entwurf' : `${drafts(n)} angelegt`),
  by: (name, day) => `${name}, ${day}`,
  actions: rule => `Aktionen: ${rule}`,
  edit: 'Bearbeiten …',
  remove: 'Löschen …',
  removeTitle: 'Diese Regel löschen?',
  removeHint: 'Sie legt keine Entwürfe mehr an. Die vorhandenen bleiben.',
  removeNow: 'Regel löschen',
  removed: 'Regel gelöscht',
  switchedOn: 'Regel eingeschaltet. Sie gilt für Deals, die ab jetzt in die Phase kommen.',
  switchedOff: 'Regel ausgeschaltet',
  problems: {
    pipeline_archived: 'Ihre Pipeline wurde in HubSpot gelöscht. Wählen Sie eine andere, oder löschen Sie die Regel.',
    stage_archived: 'Ihre Phase wurde in HubSpot gelöscht. Wählen Sie eine andere, oder löschen Sie die Regel.',
    stage_lost: 'Ihre Phase zählt als verloren. Wählen Sie eine andere, oder löschen Sie die Regel.',
  },
  waiting: n => plural(n, { one: '1 Deal kam in die Phase und konnte noch nicht entworfen werden', other: `${number(n)} Deals kamen in die Phase und konnten noch nicht entworfen werden` }),
  waitingHint: 'Jeder bekommt seinen Entwurf, sobald der Grund wegfällt und solange er in der Phase bleibt.',
  reason: {
    deal_no_client: 'kein Kunde',
    deal_amount_missing: 'kein Betrag',
    deal_in_parts: 'wird in Teilen abgerechnet',
    has_invoice: 'hat schon seine Rechnung',
    deal_gone: 'in HubSpot gelöscht',
    pipeline_archived: 'Pipeline in HubSpot gelöscht',
    stage_archived: 'Phase in HubSpot gelöscht',
    stage_lost: 'Phase zählt als verloren',
  },
  unnamed: 'Deal ohne Namen',

  newTitle: 'Neue Regel',
  editTitle: 'Regel bearbeiten',
  pipeline: 'Pipeline',
  anyPipeline: 'Jede Pipeline',
  stage: 'Phase',
  anyWon: 'Jede Phase, die als gewonnen zählt',
  whatWould: 'Was sie täte',
  now: n => (n === 0 ? 'In dieser Phase ist gerade kein Deal.' : plural(n, { one: 'In dieser Phase ist gerade 1 Deal. Die Regel lässt ihn, wie er ist.', other: `In dieser Phase sind gerade ${number(n)} Deals. Die Regel lässt sie, wie sie sind.` })),
  past: (days, entered, made, sums, left) => (
    entered === 0 ? <>In den letzten {number(days)} Tagen kam kein Deal hinein.</> : (
      <>
        In den letzten {number(days)} Tagen {plural(entered, { one: 'kam', other: 'kamen' })} {deals(entered)} hinein: <b>{plural(made, { one: '1 wäre ein Entwurf geworden', other: `${number(made)} wären Entwürfe geworden` })}</b>{made > 0 && <> ({sums})</>}{left > 0 && <>, {number(left)} ohne Entwurf</>}.
      </>
    )
  ),
  knownSince: day => `Wohin Deals wandern, weiß Every seit dem ${day}.`,
  couldNot: 'Kein Entwurf möglich',
  asToday: 'Nach dem, was die Deals heute sagen.',
  save: 'Regel speichern',
  addNow: 'Regel hinzufügen',
  added: 'Regel hinzugefügt. Sie gilt für Deals, die ab jetzt in die Phase kommen.',
  changed: 'Regel gespeichert. Sie gilt für Deals, die ab jetzt in die Phase kommen.',
  before: (n, sums) => `${plural(n, { one: '1 Deal war', other: `${number(n)} Deals waren` })} schon in der Phase und ${plural(n, { one: 'hat', other: 'haben' })} keine Rechnung${sums ? `: ${sums}` : ''}.`,
  draftThem: 'Ihre Entwürfe anlegen …',
} satisfies Words;
