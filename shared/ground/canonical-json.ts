import canonicalize from 'canonicalize';

/**
 * The canonical form (RFC 8785) of a JSON value: keys sorted by UTF-16 units, numbers as ECMAScript prints them,
 * no white space. Same content, same bytes: digests, check codes and signatures all stand on it.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: value has no JSON form');
  return text;
}
