// Written by frontend/tools/make_types.py from docs/asyncapi.yaml; not by hand.

import type * as api from "./api";

export type Channel = "quotes" | "trades" | "bars" | "signals" | "decisions" | "orders" | "positions" | "account" | "status" | "notifications" | "backtests";
export type Nothing = {
  [name: string]: unknown;
};
export type Refusal = {
  code: string;
  message: string;
};
export type Subscribed = {
  channels: Array<Channel>;
  symbols: { [name: string]: Array<string> };
};
export type Trade = {
  symbol: string;
  price: number;
  volume: number;
  timestamp: string;
  id: number;
};
export type Candle = {
  symbol: string;
  price: number;
  volume: number;
  timestamp: string;
  open: number;
  high: number;
  low: number;
  close: number;
  trade_count: number;
};
export type Gate = {
  name: string;
  value: number;
  comparison: string;
  threshold: number;
  passed: boolean;
};
export type Decision = {
  symbol: string;
  strategy: string;
  stage: string;
  ordinal: number;
  verdict: string;
  reason: string;
  summary: string;
  first_failed_gate: string | null;
  inputs: { [name: string]: number | null };
  gates: Array<Gate>;
};
export type DecisionRecord = {
  seq: number;
  cause_seq: number;
  type: "decision";
  time: string;
  recorded_at: string;
  content: Decision;
};
export type Execution = {
  id: string;
  price: api.Amount;
  qty: api.Amount;
  timestamp: string;
};
export type OrderNews = api.Order & { event: string; execution?: Execution };
export type StatusNews = {
  ready: boolean;
  mode: "SIMULATED" | "PAPER" | "LIVE";
  simulated: boolean;
  trading_enabled: boolean;
  halted: boolean;
  not_ready: Array<string>;
  quarantine: api.Quarantine;
};
export type Snapshot = {
  quotes?: Array<api.Quote>;
  trades?: Array<Trade>;
  bars?: Array<Candle>;
  signals?: Array<DecisionRecord>;
  decisions?: Array<DecisionRecord>;
  orders?: Array<api.Order>;
  positions?: Array<api.Position>;
  account?: api.Account | null;
  status?: StatusNews;
  notifications?: Array<api.Notification>;
  backtests?: Array<api.Backtest>;
};
export type ToldSubscribed = {
  type: "subscribed";
  seq: number;
  ts: string;
  data: Subscribed;
};
export type ToldSnapshot = {
  type: "snapshot";
  seq: number;
  ts: string;
  data: Snapshot;
};
export type ToldQuote = {
  type: "quote";
  seq: number;
  ts: string;
  data: api.Quote;
};
export type ToldTrade = {
  type: "trade";
  seq: number;
  ts: string;
  data: Trade;
};
export type ToldBar = {
  type: "bar";
  seq: number;
  ts: string;
  data: Candle;
};
export type ToldOrder = {
  type: "order";
  seq: number;
  ts: string;
  data: OrderNews;
};
export type ToldPosition = {
  type: "position";
  seq: number;
  ts: string;
  data: api.Position;
};
export type ToldAccount = {
  type: "account";
  seq: number;
  ts: string;
  data: api.Account;
};
export type ToldSignal = {
  type: "signal";
  seq: number;
  ts: string;
  data: DecisionRecord;
};
export type ToldDecision = {
  type: "decision";
  seq: number;
  ts: string;
  data: DecisionRecord;
};
export type ToldStatus = {
  type: "status";
  seq: number;
  ts: string;
  data: StatusNews;
};
export type ToldNotification = {
  type: "notification";
  seq: number;
  ts: string;
  data: api.Notification;
};
export type ToldBacktest = {
  type: "backtest";
  seq: number;
  ts: string;
  data: api.Backtest;
};
export type ToldError = {
  type: "error";
  seq: number;
  ts: string;
  data: Refusal;
};
export type ToldPong = {
  type: "pong";
  seq: number;
  ts: string;
  data: Nothing;
};
export type Told =
  | ToldSubscribed
  | ToldSnapshot
  | ToldQuote
  | ToldTrade
  | ToldBar
  | ToldOrder
  | ToldPosition
  | ToldAccount
  | ToldSignal
  | ToldDecision
  | ToldStatus
  | ToldNotification
  | ToldBacktest
  | ToldError
  | ToldPong;
