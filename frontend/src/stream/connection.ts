// Both streams of the edge, kept open: a message that is missing or a stream that falls silent ends
// the connection, and the next one begins with a snapshot, so nothing that was missed is left out.
import { request } from "@/api/request";
import type { Order, Status } from "@/contract/api";
import type { Message } from "@/stream/model";
import { forget, hear, lastHeardAt, take, takeOrders, takeStatus, useStream } from "@/stream/store";

const firstRetryMs = 250;
const lastRetryMs = 10_000;
const pingMs = 2_000;
const staleMs = 6_000;
const ordersAsked = 200;

type Road = { path: string; channels: string[]; whole: boolean };
const roads: Road[] = [
  {
    path: "/ws/trading",
    channels: ["status", "account", "positions", "orders", "quotes", "bars", "signals"],
    whole: true,
  },
  { path: "/api/stream", channels: ["quotes", "bars", "signals"], whole: false },
];

// What the snapshot leaves out: orders that have ended, and what of the status never changes.
function askTheRest() {
  request<Status>("GET", "/api/status")
    .then(takeStatus)
    .catch(() => {});
  request<Order[]>("GET", `/api/orders?status=all&limit=${ordersAsked}`)
    .then(takeOrders)
    .catch(() => {});
}

// Returns what closes it.
function open(road: Road, onEnd: () => void): () => void {
  const socket = new WebSocket(location.origin.replace(/^http/, "ws") + road.path);
  let last = 0;
  const ping = setInterval(() => {
    if (socket.readyState === WebSocket.OPEN) socket.send('{"action":"ping"}');
  }, pingMs);
  socket.onopen = () =>
    socket.send(JSON.stringify({ action: "subscribe", channels: road.channels }));
  socket.onmessage = (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as Message;
    if (message.seq !== last + 1) return socket.close();
    last = message.seq;
    hear();
    if (message.type === "pong" || message.type === "subscribed") return;
    take(message, road.whole && message.type === "snapshot");
    if (road.whole && message.type === "snapshot") askTheRest();
  };
  socket.onclose = () => {
    clearInterval(ping);
    onEnd();
  };
  return () => {
    socket.onclose = null;
    clearInterval(ping);
    socket.close();
  };
}

export function connect(onRefused: () => void): () => void {
  let close: (() => void)[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    forget();
    close = roads.map((road) => open(road, again));
  };
  const again = () => {
    close.forEach((each) => each());
    const { attempt } = useStream.getState();
    useStream.setState({ phase: "offline", attempt: attempt + 1 });
    const wait = Math.min(lastRetryMs, firstRetryMs * 2 ** attempt);
    retry = setTimeout(() => {
      // Renews the session where it has run out meanwhile.
      request("GET", "/api/me").then(start, (failed: { status?: number }) => {
        if (failed.status === 401) onRefused();
        else again();
      });
    }, wait);
  };
  const watch = setInterval(() => {
    const { phase } = useStream.getState();
    if (phase === "live" && Date.now() - lastHeardAt() > staleMs) {
      useStream.setState({ phase: "stale" });
      again();
    }
  }, 1000);
  start();
  return () => {
    clearInterval(watch);
    clearTimeout(retry);
    close.forEach((each) => each());
    forget();
  };
}
