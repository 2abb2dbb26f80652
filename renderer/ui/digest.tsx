import { Code } from '@mantine/core';

/** A digest in groups of eight, so that two people can compare it aloud. */
export function Digest({ value }: { readonly value: string }) {
  return <Code fz="sm">{(value.match(/.{1,8}/g) ?? []).join(' ')}</Code>;
}
