// The owner's colour in shades that read well on our grounds, as shared/src/colour.rs has them.

type Colour = [number, number, number];

const WHITE: Colour = [255, 255, 255];
const INK: Colour = [0x1c, 0x1a, 0x17];
const LIGHT: Colour = [0xf7, 0xf5, 0xf2];
const DARK: Colour = [0x2e, 0x2a, 0x25];

const parse = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour;
const hex = (colour: Colour) => `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function readableOn(colour: Colour, ground: Colour): Colour {
  const goal: Colour = luminance(ground) > 0.18 ? [0, 0, 0] : WHITE;
  for (let step = 0; step <= 50; step += 1) {
    const shade = colour.map((part, n) => Math.round(part + (goal[n] - part) * (step / 50))) as Colour;
    if (contrast(shade, ground) >= 4.5) return shade;
  }
  return goal;
}

const ink = (colour: Colour) => (contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK);

export function theme(accent: string): string {
  const colour = parse(accent);
  const [light, dark] = [readableOn(colour, LIGHT), readableOn(colour, DARK)];
  return `:root{--accent-light:${hex(light)};--on-accent-light:${hex(ink(light))};--accent-dark:${hex(dark)};--on-accent-dark:${hex(ink(dark))}}`;
}
