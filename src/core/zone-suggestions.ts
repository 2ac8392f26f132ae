import { isKnownZone } from './domain-options.js';
import { distanceToBeginning } from './edit-distance.js';

export interface SuggestedZone {
  readonly zone: string;
  /** How far its clocks are from Greenwich at the moment: `UTC+02:00`. */
  readonly offset: string;
}

/** Names that have changed. Machines list the old ones and know both. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** The zones most people live in, and large cities of theirs that zones are not named after; what is offered before anything is typed. */
const WELL_KNOWN: Readonly<Record<string, readonly string[]>> = {
  UTC: ['GMT', 'Greenwich', 'Zulu'],
  'America/Los_Angeles': ['San Francisco', 'Seattle', 'Palo Alto', 'San Diego', 'Las Vegas', 'Portland'],
  'America/Denver': ['Salt Lake City', 'Boulder'],
  'America/Chicago': ['Austin', 'Houston', 'Dallas', 'Minneapolis', 'New Orleans'],
  'America/New_York': ['Boston', 'Washington', 'Miami', 'Atlanta', 'Philadelphia', 'Pittsburgh'],
  'America/Toronto': ['Montreal', 'Ottawa', 'Quebec'],
  'America/Mexico_City': [],
  'America/Sao_Paulo': ['Rio de Janeiro', 'Brasilia'],
  'America/Argentina/Buenos_Aires': [],
  'Europe/London': ['Cambridge', 'Oxford', 'Edinburgh', 'Manchester', 'Bristol'],
  'Europe/Paris': ['Lyon', 'Toulouse', 'Grenoble', 'Marseille'],
  'Europe/Madrid': ['Barcelona', 'Valencia', 'Sevilla'],
  'Europe/Berlin': ['Munich', 'München', 'Hamburg', 'Frankfurt', 'Köln', 'Cologne', 'Stuttgart', 'Tübingen'],
  'Europe/Zurich': ['Geneva', 'Genève', 'Basel', 'Bern', 'Lausanne', 'Zürich'],
  'Europe/Rome': ['Milan', 'Turin', 'Naples'],
  'Europe/Istanbul': ['Ankara'],
  'Europe/Moscow': ['Saint Petersburg'],
  'Africa/Lagos': ['Abuja'],
  'Africa/Johannesburg': ['Cape Town', 'Pretoria'],
  'Asia/Jerusalem': ['Tel Aviv', 'Haifa'],
  'Asia/Dubai': ['Abu Dhabi'],
  'Asia/Kolkata': ['Mumbai', 'Delhi', 'Bangalore', 'Bengaluru', 'Hyderabad', 'Chennai', 'Pune'],
  'Asia/Singapore': [],
  'Asia/Shanghai': ['Beijing', 'Shenzhen', 'Hangzhou', 'Guangzhou', 'Nanjing'],
  'Asia/Tokyo': ['Osaka', 'Kyoto', 'Yokohama', 'Nagoya', 'Fukuoka', 'Sapporo'],
  'Asia/Seoul': ['Busan', 'Daejeon'],
  'Australia/Sydney': ['Canberra'],
  'Pacific/Auckland': ['Wellington', 'Christchurch'],
};

interface Place {
  readonly zone: string;
  readonly whole: string;
  /** Everything it is found by, folded: its own city first. */
  readonly cities: readonly string[];
}

const PLACES: readonly Place[] = createPlaces();

/** Somebody types no longer name of a place. */
const LONGEST = 40;

/**
 * The zones somebody may mean who is typing a city, a region or a zone's name; the likeliest first, and well-known ones before others.
 * Where nothing is written like that, slips are overlooked: one in four letters or more, two in eight or more.
 */
export function suggestZones(typed: string, now: Date, most: number): readonly SuggestedZone[] {
  const wanted = folded(typed.split(' · ')[0] ?? '').slice(0, LONGEST);
  const close = ranked((place) => closeness(place, wanted));
  const found = close.length > 0 ? close : ranked((place) => slips(place, wanted));
  return found.slice(0, most).map(({ zone }) => ({ zone, offset: offsetOf(zone, now) }));
}

function ranked(rankOf: (place: Place) => number | undefined): readonly Place[] {
  return PLACES.flatMap((place) => {
    const rank = rankOf(place);
    return rank === undefined ? [] : [{ place, rank }];
  })
    .sort((a, b) => a.rank - b.rank)
    .map(({ place }) => place);
}

/** 0 is the city itself; undefined where the words do not stand there. Nothing typed is close to whatever is well known. */
function closeness({ zone, whole, cities }: Place, wanted: string): number | undefined {
  if (wanted === '') return zone in WELL_KNOWN ? 0 : undefined;
  if (cities.includes(wanted) || whole === wanted) return 0;
  if (cities.some((city) => city.startsWith(wanted))) return 1;
  if (whole.startsWith(wanted) || cities.some((city) => city.includes(` ${wanted}`))) return 2;
  return wanted.length > 2 && whole.includes(wanted) ? 3 : undefined;
}

function slips({ cities }: Place, wanted: string): number | undefined {
  const allowed = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const alike = cities.filter((city) => beginAlike(city, wanted) && city.length >= wanted.length - allowed);
  if (allowed === 0 || alike.length === 0) return undefined;
  // A city may not be typed to its end yet.
  const beginnings = alike.map((city) => city.slice(0, wanted.length + allowed));
  const fewest = Math.min(...beginnings.map((city) => distanceToBeginning(wanted, city)));
  return fewest <= allowed ? fewest : undefined;
}

/** Hardly anybody misses both of the first letters, and most cities need not be looked at further. */
function beginAlike(city: string, wanted: string): boolean {
  return [...wanted.slice(0, 2)].some((letter) => city.slice(0, 2).includes(letter));
}

function createPlaces(): readonly Place[] {
  const former = new Map(Object.entries(RENAMED).map(([old, name]) => [name, old]));
  const listed = Intl.supportedValuesOf('timeZone').map(newestName);
  const all = new Set([...Object.keys(WELL_KNOWN), ...listed]);
  return [...all].filter(isKnownZone).map((zone) => {
    const names = [zone, former.get(zone) ?? zone].map((name) => name.split('/').at(-1) ?? name);
    const cities = [...names, ...(WELL_KNOWN[zone] ?? [])].map(folded);
    return { zone, whole: folded(zone), cities: [...new Set(cities)] };
  });
}

/** Its name of today, where this machine knows that already. */
function newestName(zone: string): string {
  const renamed = RENAMED[zone];
  return renamed !== undefined && isKnownZone(renamed) ? renamed : zone;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Clocks change at quarters of an hour, and asking for an offset costs half a millisecond. */
const QUARTER_MS = 900_000;
const known = { quarter: Number.NaN, offsets: new Map<string, string>() };

function offsetOf(zone: string, now: Date): string {
  const quarter = Math.floor(now.getTime() / QUARTER_MS);
  if (quarter !== known.quarter) Object.assign(known, { quarter, offsets: new Map() });
  const before = known.offsets.get(zone);
  if (before !== undefined) return before;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    now,
  );
  const written = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const offset = written === 'GMT' ? 'UTC+00:00' : written.replace('GMT', 'UTC');
  known.offsets.set(zone, offset);
  return offset;
}
