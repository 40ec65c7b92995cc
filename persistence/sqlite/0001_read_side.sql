-- The tables of read_side/table.hpp: amounts and instants are text, exact and in order.
create table orders (
  account text not null,
  time text not null,
  client_order_id text not null,
  order_id text,
  symbol text,
  side text,
  type text,
  time_in_force text,
  order_class text,
  qty text,
  notional text,
  limit_price text,
  stop_price text,
  status text,
  filled_qty text,
  filled_notional text,
  fee text,
  fee_qty text,
  strategy text,
  reason text,
  updated_at text,
  seq integer,
  primary key (account, time, client_order_id)
) without rowid;
create index orders_symbol on orders (account, symbol, time);
create table trades (
  account text not null,
  time text not null,
  seq integer not null,
  client_order_id text,
  order_id text,
  execution_id text,
  symbol text,
  side text,
  qty text,
  price text,
  fee text,
  fee_qty text,
  strategy text,
  primary key (account, time, seq)
) without rowid;
create index trades_symbol on trades (account, symbol, time);
create table positions (
  account text not null,
  time text not null,
  seq integer not null,
  symbol text,
  qty text,
  average_price text,
  cost_basis text,
  realised text,
  primary key (account, time, seq)
) without rowid;
create index positions_symbol on positions (account, symbol, time);
create table signals (
  account text not null,
  time text not null,
  seq integer not null,
  symbol text,
  strategy text,
  verdict text,
  reason text,
  summary text,
  primary key (account, time, seq)
) without rowid;
create index signals_symbol on signals (account, symbol, time);
create table decisions (
  account text not null,
  time text not null,
  seq integer not null,
  symbol text,
  strategy text,
  stage text,
  verdict text,
  reason text,
  summary text,
  gates text,
  cause_seq integer,
  primary key (account, time, seq)
) without rowid;
create index decisions_symbol on decisions (account, symbol, time);
create table bars (
  account text not null,
  time text not null,
  symbol text not null,
  length_s integer not null,
  open text,
  high text,
  low text,
  close text,
  volume text,
  trade_count integer,
  primary key (account, time, symbol, length_s)
) without rowid;
create index bars_symbol on bars (account, symbol, time);
create table configuration (
  account text not null,
  time text not null,
  seq integer not null,
  key text not null,
  value text,
  primary key (account, time, seq, key)
) without rowid;
create table audit_log (
  account text not null,
  time text not null,
  seq integer not null,
  who text,
  action text,
  subject text,
  reason text,
  primary key (account, time, seq)
) without rowid;
create index audit_log_who on audit_log (account, who, time);
create table notifications (
  account text not null,
  time text not null,
  seq integer not null,
  severity text,
  kind text,
  text text,
  primary key (account, time, seq)
) without rowid;
create table metrics (
  account text not null,
  time text not null,
  seq integer not null,
  name text not null,
  value text,
  primary key (account, time, seq, name)
) without rowid;
create index metrics_name on metrics (account, name, time);
create table read_side_position (
  account text primary key,
  journal_began_ns integer not null,
  last_seq integer not null
);
