import type { Messages, OptionTexts } from './messages.js';

const page: OptionTexts = ['seite', 'Welche Seite gezeigt wird'];
const perPage: OptionTexts = ['anzahl', 'Wie viele Paper eine Seite zeigt'];
const paper: OptionTexts = ['paper', 'Nummer in der letzten Liste, Kennung, Link oder Titel'];
const at: OptionTexts = ['uhrzeit', 'Die Uhrzeit, zum Beispiel 09:00; "usual": wie üblich'];
const days: OptionTexts = [
  'tage',
  'Jeden Tag oder nur von Montag bis Freitag',
  { all: 'Jeden Tag', weekdays: 'Montag bis Freitag' },
];
const onOff = { on: 'An', off: 'Aus' };

export const GERMAN: Messages = {
  root: {
    name: 'papers',
    description: 'Forschungspaper finden und sich die neuesten hierher bringen lassen',
  },
  answers: { yes: 'Ja', no: 'Nein' },
  commands: {
    about: { name: 'info', description: 'Was paperboy ist und was es gerade kennt' },
    catchup: {
      name: 'nachholen',
      description: 'Was deine Themen zuletzt gebracht hätten, jedes Paper einmal, die besten zuerst',
      options: {
        span: ['zeitraum', 'Wie weit zurück, zum Beispiel 12h, 7d oder 2w'],
        papers: ['paper', 'Nur diese, nach ihren Kennungen: wofür in einer Übersicht kein Platz war'],
        page,
      },
    },
    daily: {
      name: 'täglich',
      description: 'Die tägliche Paper-Liste dieses Kanals: ein- und ausschalten, ansehen, testen',
      form: 'Die Tagesliste',
      options: {
        mode: [
          'aktion',
          'Was mit der Liste geschehen soll',
          {
            on: 'Einschalten',
            off: 'Ausschalten',
            show: 'Anzeigen',
            test: 'Testen',
            resume: 'Wieder aufnehmen',
          },
        ],
        at,
        zone: ['zeitzone', 'Die Zeitzone, zum Beispiel Europe/Berlin; "usual": wie hier üblich'],
        size: ['anzahl', 'Wie viele Paper eine Liste höchstens enthält'],
        days,
        query: ['suche', 'Nur passende Paper; „all“ für alle'],
        quiet: ['leermeldung', 'An Tagen ohne Paper Bescheid geben, und warum es keine gibt', onOff],
        batch: [
          'stand',
          'Der letzte vollständige Tag oder der neueste, so weit er schon ist',
          { complete: 'Letzter vollständiger Tag', now: 'Neuester Tag' },
        ],
        style: [
          'form',
          'Wie eine Liste aussieht: eine Nachricht, auch mit Thread, oder ein Forumsbeitrag',
          { message: 'Nachricht', thread: 'Mit Thread', forum: 'Forumsbeitrag' },
        ],
        tag: ['forum-tag', 'Der Tag, den Beiträge in einem Forum bekommen; „none“ für keinen'],
        channel: ['kanal', 'Ein anderer Kanal als dieser'],
      },
    },
    help: {
      name: 'hilfe',
      description: 'Was ich kann, oder wie ein einzelner Befehl funktioniert',
      options: { command: ['befehl', 'Der Befehl, um den es geht'] },
    },
    privacy: {
      name: 'datenschutz',
      description: 'Was über dich gespeichert ist: ansehen, mitnehmen oder löschen lassen',
      options: {
        mode: [
          'aktion',
          'Was geschehen soll',
          { show: 'Anzeigen', export: 'Exportieren', delete: 'Löschen' },
        ],
        confirm: ['bestätigt', 'Löschen, ohne noch einmal nachzufragen'],
        page: ['seite', 'Welche Seite des Exports gezeigt wird'],
      },
    },
    search: {
      name: 'suche',
      description: 'Paper nach Wörtern, Wortfolgen und Ausschlüssen finden',
      options: {
        query: ['suche', 'Wonach gesucht wird: Wörter, "Wortfolgen", -Ausschlüsse'],
        sort: [
          'sortierung',
          'Welche Paper zuerst kommen',
          { relevance: 'Relevanz', new: 'Neueste', top: 'Meistbeachtete' },
        ],
        limit: perPage,
        page,
      },
    },
    settings: {
      name: 'einstellungen',
      description: 'Deine eigene Zeitzone und Uhrzeit, für alle deine Themen',
      form: 'Deine Einstellungen',
      options: {
        zone: ['zeitzone', 'Deine Zeitzone, zum Beispiel Europe/Berlin; "usual": wie hier üblich'],
        at: ['uhrzeit', 'Wann deine Übersichten kommen, zum Beispiel 09:00; "usual": wie hier üblich'],
      },
    },
    show: {
      name: 'zeigen',
      description: 'Ein Paper im Ganzen: Zusammenfassung, Autoren, Daten und Links',
      options: { paper },
    },
    similar: {
      name: 'ähnlich',
      description: 'Die Paper, die einem am nächsten sind, und die gemeinsamen Wörter',
      options: { paper, limit: ['anzahl', 'Wie viele Paper gezeigt werden'] },
      shortcut: 'Ähnliche Paper finden',
    },
    status: {
      name: 'status',
      description: 'Was hier gepostet wurde, was warum misslungen ist und was als Nächstes kommt',
    },
    subscribe: {
      name: 'abonnieren',
      description: 'Neue Paper zu einem Thema bekommen, selbst oder in diesem Kanal',
      form: 'Dein Thema',
      options: {
        query: ['suche', 'Worauf geachtet wird: Wörter, "Wortfolgen", -Ausschlüsse'],
        every: [
          'rhythmus',
          'Wie oft; sofort heißt: sobald neue Paper da sind',
          { day: 'Täglich', week: 'Wöchentlich', new: 'Sofort' },
        ],
        at,
        day: [
          'wochentag',
          'Der Tag einer wöchentlichen Übersicht',
          {
            mon: 'Montag',
            tue: 'Dienstag',
            wed: 'Mittwoch',
            thu: 'Donnerstag',
            fri: 'Freitag',
            sat: 'Samstag',
            sun: 'Sonntag',
            usual: 'Wie üblich',
          },
        ],
        days,
        max: ['höchstens', 'Wie viele Paper eine Übersicht höchstens zeigt'],
        to: [
          'ziel',
          'Zu dir als Direktnachricht oder in diesen Kanal',
          { dm: 'Direktnachricht', here: 'Dieser Kanal' },
        ],
        number: ['nummer', 'Welches deiner Themen geändert wird'],
        save: ['speichern', 'Gleich speichern, ohne Vorschau'],
      },
    },
    subscriptions: {
      name: 'abos',
      description: 'Deine Themen: wann jedes kommt, wie es zuletzt lief; ändern, pausieren, beenden',
      options: {
        page,
        pause: ['pausieren', 'Die Nummer eines Themas, das pausieren soll'],
        resume: ['fortsetzen', 'Die Nummer eines Themas, das weitergehen soll'],
      },
    },
    trending: {
      name: 'beliebt',
      description: 'Die meistdiskutierten Paper des neuesten Tages, der Woche oder des Monats',
      options: {
        period: ['zeitraum', 'Wie weit zurück', { day: 'Tag', week: 'Woche', month: 'Monat' }],
        query: ['suche', 'Nur Paper, die zu diesen Wörtern passen'],
        limit: perPage,
        page,
      },
    },
    trends: {
      name: 'verlauf',
      description: 'Wie viele Paper es zu etwas gab, Woche für Woche, und ihre Stimmen',
      options: {
        query: ['suche', 'Wovon die Paper handeln'],
        weeks: ['wochen', 'Wie viele Wochen zurück'],
      },
    },
    unsubscribe: {
      name: 'abbestellen',
      description: 'Eines deiner Themen beenden, mit seiner Nummer aus deinen Abos',
      options: {
        number: ['nummer', 'Die Nummer des Themas'],
        topic: ['thema', 'Welches Thema es ist, wie Schaltflächen es nennen'],
      },
    },
    why: {
      name: 'warum',
      description: 'Warum ein Paper zu dir kam oder nicht: was bei jedem Thema passte, was im Weg stand',
      options: { paper, page },
    },
  },
};
