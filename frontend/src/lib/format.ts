// How figures are shown. Amounts are the server's decimal strings and are never computed with: the
// formatter takes them as they are, digit by digit.
type Amount = string | number | null | undefined;

const formatters = new Map<string, Intl.NumberFormat>();
function formatter(least: number, most: number): Intl.NumberFormat {
  const key = `${least}-${most}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    });
    formatters.set(key, found);
  }
  return found;
}
const show = (value: Amount, least: number, most: number) =>
  value === null || value === undefined || value === ""
    ? "–"
    : formatter(least, most).format(value as number);

export const money = (value: Amount) => show(value, 2, 2);
export const price = (value: Amount) => show(value, 2, 6);
export const whole = (value: Amount) => show(value, 0, 0);
export const rounded = (value: Amount, places = 2) => show(value, places, places);
export const figure = (value: Amount) => show(value, 0, 2);
export const quantity = (value: Amount) => show(value, 0, 9);

export type Direction = "up" | "down" | "flat";
export function direction(value: Amount): Direction {
  const number = Number(value ?? 0);
  return number > 0 ? "up" : number < 0 ? "down" : "flat";
}
export const signedMoney = (value: Amount) =>
  (direction(value) === "up" ? "+" : "") + money(value);
// A fraction as the server tells it, "0.0123", as a percentage.
let percents: Intl.NumberFormat | undefined;
export function percent(value: Amount): string {
  if (value === null || value === undefined) return "–";
  percents ??= new Intl.NumberFormat("en-US", {
    style: "percent",
    minimumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  return percents.format(value as number);
}
// What the server tells in percent already.
export const percentage = (value: Amount) =>
  value === null ? "–" : `${direction(value) === "up" ? "+" : ""}${rounded(value)}%`;
export const words = (name: string) => name.replaceAll("_", " ");
