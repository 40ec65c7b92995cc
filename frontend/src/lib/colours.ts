// The chart's library reads rgb() and #hex; a canvas of one point turns any other colour into that.
const known = new Map<string, string>();

function drawn(text: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return "gray";
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

// Of a custom property, as it is now.
export function colour(name: string): string {
  const text = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  if (/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)) return text;
  const found = known.get(text) ?? drawn(text);
  known.set(text, found);
  return found;
}
