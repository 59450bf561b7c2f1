import { wordSet } from './phrases.ts';

/** Words of greeting and thanks that are nothing else in any language that is read: fillers. */
export const PLAIN_GREETINGS: readonly string[] = `
  namaste salaam salam marhaba shalom merhaba selam konnichiwa konbanwa ohayo annyeong aloha howdy moin servus hej ciao
  ahoj shukran arigato arigatou gomawo kamsahamnida spasibo xiexie mahalo kiitos efharisto efcharisto dziekuje dekuji
  koszonom hvala tesekkurler sagol toda dhanyavaad shukriya salamat
`
  .trim()
  .split(/\s+/);

/** The same, and those that are titles or words of music as well, open a longer greeting or call a machine: no name begins so. */
export const GREETINGS: ReadonlySet<string> = new Set([
  ...PLAIN_GREETINGS,
  ...wordSet(`
  hello hallo hi hey hola bonjour salut ola hoi czesc gracias merci danke grazie obrigado obrigada tack takk tak
  sayonara gamsahamnida nihao terima asante jambo habari salve gruezi tschuss bye adios arrivederci aurevoir dasvidaniya
  privet zdravstvuyte bonsoir buongiorno buonasera goedemorgen goedenavond hei dobry dzien tesekkur mersi multumiri
  zdravo szia multumesc buna aitah paldies aciu labas terve obrigados grazas eskerrik dankon inshallah mashallah amen
  hallelujah cheers sorry congratulations congrats alexa auf besten bixby bonne cortana dear good google gute guten
  schonen siri thanks vielen welcome
`),
]);
