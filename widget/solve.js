// Finds the number that an ALTCHA challenge asks for. It runs in a worker of its own or, where
// there is none, in turns on the page's thread. What it finds is judged by shared/src/proof.rs.

// The constants of SHA-256: the fractions of the square and cube roots of the first primes.
const primes = [];
for (let n = 2; primes.length < 64; n++) {
  if (primes.every((prime) => n % prime)) primes.push(n);
}
const fractions = (root) => Int32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
const constants = fractions(Math.cbrt);
const start = fractions(Math.sqrt).subarray(0, 8);
const w = new Int32Array(64);
const turned = (x, by) => (x >>> by) | (x << (32 - by));
const mixed = (x, one, two, three) => turned(x, one) ^ turned(x, two) ^ three;

// SHA-256 of an ASCII text, as eight numbers. `crypto.subtle` takes twice as long or more: it
// answers each of these short texts by a promise.
const digest = (text) => {
  const state = start.slice();
  const { length } = text;
  for (let at = 0; at < length + 9; at += 64) {
    w.fill(0);
    for (let i = 0; i < 64 && at + i <= length; i++) {
      w[i >> 2] |= (text.charCodeAt(at + i) || 128) << (24 - 8 * (i & 3));
    }
    if (at > length - 56) w[15] = length * 8;
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const x = w[i - 15];
        const y = w[i - 2];
        w[i] = w[i - 16] + mixed(x, 7, 18, x >>> 3) + w[i - 7] + mixed(y, 17, 19, y >>> 10);
      }
      const t = h + mixed(e, 6, 11, turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
      const u = mixed(a, 2, 13, turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + t) | 0;
      d = c;
      c = b;
      b = a;
      a = (t + u) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((part, i) => (state[i] += part));
  }
  return state;
};

// The solution in base64; nothing where no number fits.
export const solve = async ({ maxnumber, ...rest }, inTurns) => {
  const wanted = Int32Array.from(rest.challenge.match(/.{8}/g), (part) => parseInt(part, 16));
  for (let number = 0; number <= maxnumber; number++) {
    if (digest(rest.salt + number).every((part, i) => part === wanted[i])) {
      return btoa(JSON.stringify({ ...rest, number }));
    }
    if (inTurns && !(number % 2000)) await new Promise((next) => setTimeout(next));
  }
};

if (!globalThis.document) {
  globalThis.onmessage = async ({ data }) => {
    postMessage(await solve(data).catch(() => {}));
    close();
  };
}
