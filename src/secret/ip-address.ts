import { BlockList, isIP } from 'net';

/** Where a function reaches only itself. */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addSubnet('0.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addAddress('::', 'ipv6');

/** How large the last of so many numbers may be: it stands for all bytes that have none of their own. */
const LAST = [0xffffffff, 0xffffff, 0xffff, 0xff];

/** An address in the usual form, with four numbers; one of fewer is as good for the resolver. */
export function ipv4(host: string): string | undefined {
  if (!/^\d+(?:\.\d+){0,3}$/.test(host)) return undefined;
  const numbers = host.split('.').map(Number);
  const last = numbers.pop()!;
  if (numbers.some((number) => number > 255) || last > LAST[numbers.length]) return undefined;
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256).slice(numbers.length);
  return [...numbers, ...bytes].join('.');
}

/** An address of IPv6 without the brackets that it may stand in. */
export function ipv6(host: string): string | undefined {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 6 ? address : undefined;
}

/** Whether an address is the machine's own. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
