/** A dictionary is one object of words per language; entries are texts, or functions of their parameters. */
import { currentLanguage, type Language, useLanguage } from "./language";

export type Entry = string | ((...parameters: never[]) => string);

/** The same words in every language. */
export type Dictionary<Words> = Readonly<Record<Language, Readonly<Words>>>;

type Widened<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : string;
};

/** Puts the languages together; 中文 says which words there are, and the compiler finds one that English lacks. */
export function dictionary<Words extends Readonly<Record<string, Entry>>>(
  zh: Words,
  en: Widened<Words>,
): Dictionary<Widened<Words>> {
  return { zh: zh as unknown as Widened<Words>, en };
}

/** The words in the language now in use, outside React. */
export function words<Words>(of: Dictionary<Words>): Readonly<Words> {
  return of[currentLanguage()];
}

/** The words as React state: they change with the language. */
export function useWords<Words>(of: Dictionary<Words>): Readonly<Words> {
  return of[useLanguage()];
}
