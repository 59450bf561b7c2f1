import { GENRES } from '../understanding/vocabulary/genres.ts';

/**
 * Sub-genres whose name does not end in their family's. All others are found by their last word: "deep house" is a
 * house, "thrash metal" a metal. To add one, add it to its line.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  house: ['amapiano', 'big room', 'gqom', 'uk funky', 'microhouse'],
  techno: ['ebm', 'hard groove', 'schranz'],
  trance: ['psytrance'],
  'drum and bass': ['jungle', 'jump up', 'liquid drum and bass', 'neurofunk'],
  dubstep: ['brostep', 'riddim'],
  'uk garage': ['2-step', 'bassline', 'speed garage', 'future garage'],
  hardcore: ['gabber', 'happy hardcore', 'hardstyle'],
  'hip hop': [
    'abstract hip hop',
    'boom bap',
    'conscious rap',
    'crunk',
    'gangsta rap',
    'horrorcore',
    'jazz rap',
    'memphis rap',
    'mumble rap',
    'chillhop',
    'cloud rap',
    'drill',
    'g-funk',
    'grime',
    'hyphy',
    'k-hip hop',
    'lo-fi hip hop',
    'phonk',
    'trap',
  ],
  pop: ['k-pop', 'j-pop', 'synth-pop', 'hyperpop', 'britpop', 'schlager'],
  rock: ['grunge', 'shoegaze', 'post-rock', 'krautrock', 'britpop', 'post-punk'],
  metal: ['deathcore', 'grindcore', 'metalcore'],
  punk: ['post-punk', 'emo', 'hardcore punk', 'ska punk'],
  jazz: ['bebop', 'big band', 'swing', 'jazz funk', 'jazz fusion'],
  soul: [],
  'r&b': ['neo soul', 'trap soul'],
  funk: [],
  blues: [],
  country: ['honky tonk', 'bluegrass', 'americana'],
  indie: ['indie folk', 'indie pop', 'indie rock', 'indie dance'],
  reggae: ['dancehall', 'dub', 'rocksteady'],
  latin: [
    'bachata',
    'bossa nova',
    'cumbia',
    'latin house',
    'latin trap',
    'merengue',
    'reggaeton',
    'rumba',
    'salsa',
    'samba',
    'tango',
  ],
  electronic: [
    'electronica',
    'edm',
    'electro',
    'idm',
    'downtempo',
    'house',
    'techno',
    'trance',
    'drum and bass',
    'dubstep',
    'breakbeat',
    'synthwave',
    'ambient',
  ],
  ambient: ['drone'],
  disco: ['nu disco', 'italo disco'],
  folk: ['americana', 'bluegrass', 'celtic', 'singer-songwriter'],
  classical: ['baroque', 'neoclassical', 'opera'],
};

/** Names that end like a family they do not belong to. */
const NO_MEMBERS = new Set(['witch house', 'baile funk', 'future funk', 'disco polo']);

const FAMILY_NAMES = Object.keys(FAMILIES);

const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  FAMILY_NAMES.map((family) => {
    const bySuffix = GENRES.map(({ name }) => name).filter(
      (name) => name.endsWith(` ${family}`) && !NO_MEMBERS.has(name),
    );
    return [family, new Set([...bySuffix, ...(FAMILIES[family] ?? [])])];
  }),
);

/** All genres under one, its own sub-genres' included; the genre itself is not among them. */
export function subGenresOf(genre: string): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    for (const child of CHILDREN.get(name) ?? []) {
      if (child === genre || found.has(child)) continue;
      found.add(child);
      visit(child);
    }
  };
  visit(genre);
  return [...found];
}

/** The genres next to one: those it is a kind of, and their other kinds. Neither itself nor its own sub-genres. */
export function relatedGenresOf(genre: string): string[] {
  const related = new Set<string>();
  for (const [family, children] of CHILDREN) {
    // Everything electronic is too far from one kind of it.
    if (!children.has(genre) || family === 'electronic') continue;
    related.add(family);
    for (const child of subGenresOf(family)) related.add(child);
  }
  related.delete(genre);
  for (const below of subGenresOf(genre)) related.delete(below);
  return [...related];
}
