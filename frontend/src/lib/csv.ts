// Rows as RFC 4180 has them. What a spreadsheet would take for a formula is kept as text.
type Cell = string | number | boolean | null | undefined;

function quoted(cell: Cell): string {
  const text = String(cell ?? "");
  const inert = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  const safe = inert ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (header: string[], rows: Cell[][]) =>
  [header, ...rows].map((row) => row.map(quoted).join(",") + "\r\n").join("");

export function saveAs(name: string, text: string, type = "text/csv") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // A busy browser begins a download late; what is revoked before is never saved.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// As a file that bears the label's name.
export const saveRows = (label: string, header: string[], rows: Cell[][]) =>
  saveAs(`${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.csv`, csvOf(header, rows));
