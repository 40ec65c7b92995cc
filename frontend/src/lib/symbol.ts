export const symbolLink = (symbol: string) => `/trade/?symbol=${encodeURIComponent(symbol)}`;
export const isPair = (symbol: string) => symbol.includes("/");
