export const symbolLink = (symbol: string) => `/trade/?symbol=${encodeURIComponent(symbol)}`;
export const isPair = (symbol: string) => symbol.includes("/");

// Positions and paths write a pair without its stroke, streams with it.
const bare = (symbol: string) => symbol.replaceAll("/", "");
export const asTraded = (symbol: string, traded: string[] | undefined) =>
  traded?.find((each) => bare(each) === bare(symbol)) ?? symbol;
