// The chart's library lays its panes out in a table, which holds no data: who reads by ear is not to be
// told of one without headers.
export function markLayoutTables(host: HTMLElement) {
  for (const table of host.querySelectorAll("table")) table.setAttribute("role", "presentation");
}
