/** A part of a page, from a heading to the next. */
export interface Section {
  readonly anchor: string;
  readonly heading: string;
  readonly level: number;
  readonly text: string;
}

/** A document of the repository as the site shows it. */
export interface Page {
  /** Its path in the repository. */
  readonly document: string;
  /** Its path in the site. */
  readonly output: string;
  readonly title: string;
  readonly html: string;
  readonly sections: readonly Section[];
  /** The documents that it links to. */
  readonly links: readonly string[];
  readonly hasDiagram: boolean;
}
