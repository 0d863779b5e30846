/** Gives the headings of one page the anchors that GitHub gives them. */
export class Anchors {
  private readonly given = new Map<string, number>();

  public of(heading: string): string {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = this.given.get(anchor) ?? 0;
    this.given.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  }
}
