import Link from "next/link";
import { usePathname } from "next/navigation";
import { useMay } from "@/session/session";

// Where it is, what it is called, its letter after "g", and who may read it.
export const pages = [
  ["/", "Overview", "o", "viewer"],
  ["/trade/", "Trade", "t", "viewer"],
  ["/markets/", "Markets", "m", "viewer"],
  ["/portfolio/", "Portfolio", "p", "viewer"],
  ["/strategies/", "Strategies", "s", "viewer"],
  ["/backtests/", "Backtests", "b", "viewer"],
  ["/decisions/", "Decisions", "d", "viewer"],
  ["/risk/", "Risk", "r", "viewer"],
  ["/alerts/", "Alerts", "a", "viewer"],
  ["/journal/", "Journal", "j", "viewer"],
  ["/system/", "System", "y", "viewer"],
  ["/logs/", "Logs", "l", "admin"],
  ["/audit/", "Audit", "u", "admin"],
  ["/settings/", "Settings", "e", "viewer"],
] as const;

// Those that the user may read.
export function usePages() {
  const isAdmin = useMay("admin");
  return pages.filter(([, , , needed]) => needed === "viewer" || isAdmin);
}

export function Navigation() {
  const path = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-20 flex overflow-x-auto border-t bg-card md:static md:border-0"
    >
      {usePages().map(([href, name]) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path === href ? "page" : undefined}
          className="px-2.5 py-3 text-sm whitespace-nowrap text-soft aria-[current=page]:font-semibold aria-[current=page]:text-text aria-[current=page]:underline md:py-2"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
