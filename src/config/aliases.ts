/** The name that AWS and Terraform know an entry by, whatever it is called by now: the first that it had. */
export function stillName(name: string, entry: { readonly aliases?: readonly string[] } | undefined): string {
  return entry?.aliases?.[0] ?? name;
}
