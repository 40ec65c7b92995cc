"use client";
// The frame of every page: whoever has not logged in sees the login instead of it.
import { QueryClient, QueryClientProvider, useIsFetching } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState, type ReactNode } from "react";
import { Announcer } from "@/components/layout/announcer";
import { CodeDialog } from "@/components/layout/code-dialog";
import { HaltSwitch } from "@/components/layout/halt-switch";
import { ConnectionState } from "@/components/layout/connection-state";
import { ModeBanner } from "@/components/layout/mode-banner";
import { Navigation } from "@/components/layout/navigation";
import { Palette } from "@/components/layout/palette";
import { Button } from "@/components/ui/button";
import { rememberedAppearance } from "@/lib/appearance";
import { Arranger } from "@/session/arrangement";
import { Login } from "@/session/login";
import { useMe, useSession } from "@/session/session";
import { connect } from "@/stream/connection";
import { useStream } from "@/stream/store";

// What two parts of a page ask for within this time is asked for once.
const staleTime = 2_000;

export function Shell({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, staleTime } } }),
  );
  useEffect(rememberedAppearance, []);
  return (
    <QueryClientProvider client={client}>
      <Frame>{children}</Frame>
    </QueryClientProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const me = useMe();
  const session = useSession();
  // The whole page is much to draw at once: deferred, it is drawn in pieces that a click comes between.
  const username = useDeferredValue(me.data?.username);
  useEffect(() => (username ? connect(session.ended) : undefined), [username]);
  if (!me.data || !username)
    return <Login asking={me.isPending || Boolean(me.data)} failure={me.error?.message} />;
  return (
    <Arranger value={username}>
      <div className="min-h-dvh pb-16 md:pb-0">
        <a href="#main" className="sr-only focus:not-sr-only">
          To the content
        </a>
        <header className="border-b bg-card">
          <ModeBanner />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1">
            <span className="font-semibold">troupe</span>
            <Navigation />
            <div className="ml-auto flex items-center gap-2">
              <Palette />
              <ConnectionState />
              <HaltSwitch />
              <Button look="link" onClick={() => void session.logOut()}>
                Log out {username}
              </Button>
            </div>
          </div>
        </header>
        <Announcer />
        <CodeDialog />
        <Content>{children}</Content>
      </div>
    </Arranger>
  );
}

// Busy until everything that it asks has been answered once; after that it shows what it knew last.
function Content({ children }: { children: ReactNode }) {
  const stale = useStream((state) => state.phase !== "live");
  const told = useStream((state) => state.known.status !== null);
  const unanswered = useIsFetching({ predicate: ({ state }) => state.data === undefined });
  return (
    <main
      id="main"
      aria-busy={!told || unanswered > 0}
      data-stale={stale}
      className="p-3 data-[stale=true]:opacity-75"
    >
      {children}
    </main>
  );
}
