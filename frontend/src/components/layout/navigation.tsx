import Link from "next/link";
import { usePathname } from "next/navigation";

// Where it is, what it is called, and its letter after "g".
export const pages = [
  ["/", "Overview", "o"],
  ["/trade/", "Trade", "t"],
  ["/markets/", "Markets", "m"],
  ["/portfolio/", "Portfolio", "p"],
  ["/strategies/", "Strategies", "s"],
  ["/decisions/", "Decisions", "d"],
  ["/risk/", "Risk", "r"],
  ["/alerts/", "Alerts", "a"],
  ["/journal/", "Journal", "j"],
  ["/system/", "System", "y"],
  ["/settings/", "Settings", "e"],
] as const;

export function Navigation() {
  const path = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-20 flex overflow-x-auto border-t bg-card md:static md:border-0"
    >
      {pages.map(([href, name]) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path === href ? "page" : undefined}
          className="px-3 py-3 text-sm whitespace-nowrap text-soft aria-[current=page]:font-semibold aria-[current=page]:text-text aria-[current=page]:underline md:py-2"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
