-- The tables of read_side/table.hpp, each in partitions of a month that the store makes as rows come.
create table orders (
  account text not null,
  time timestamptz not null,
  client_order_id text not null,
  order_id text,
  symbol text,
  side text,
  type text,
  time_in_force text,
  order_class text,
  qty numeric,
  notional numeric,
  limit_price numeric,
  stop_price numeric,
  status text,
  filled_qty numeric,
  filled_notional numeric,
  fee numeric,
  fee_qty numeric,
  strategy text,
  reason text,
  updated_at timestamptz,
  seq bigint,
  primary key (account, time, client_order_id)
) partition by range (time);
create index orders_symbol on orders (account, symbol, time);
create table trades (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  client_order_id text,
  order_id text,
  execution_id text,
  symbol text,
  side text,
  qty numeric,
  price numeric,
  fee numeric,
  fee_qty numeric,
  strategy text,
  primary key (account, time, seq)
) partition by range (time);
create index trades_symbol on trades (account, symbol, time);
create table positions (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  symbol text,
  qty numeric,
  average_price numeric,
  cost_basis numeric,
  realised numeric,
  primary key (account, time, seq)
) partition by range (time);
create index positions_symbol on positions (account, symbol, time);
create table signals (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  symbol text,
  strategy text,
  verdict text,
  reason text,
  summary text,
  primary key (account, time, seq)
) partition by range (time);
create index signals_symbol on signals (account, symbol, time);
create table decisions (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  symbol text,
  strategy text,
  stage text,
  verdict text,
  reason text,
  summary text,
  gates text,
  cause_seq bigint,
  primary key (account, time, seq)
) partition by range (time);
create index decisions_symbol on decisions (account, symbol, time);
create table bars (
  account text not null,
  time timestamptz not null,
  symbol text not null,
  length_s bigint not null,
  open numeric,
  high numeric,
  low numeric,
  close numeric,
  volume numeric,
  trade_count bigint,
  primary key (account, time, symbol, length_s)
) partition by range (time);
create index bars_symbol on bars (account, symbol, time);
create table configuration (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  key text not null,
  value text,
  primary key (account, time, seq, key)
) partition by range (time);
create table audit_log (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  who text,
  action text,
  subject text,
  reason text,
  primary key (account, time, seq)
) partition by range (time);
create index audit_log_who on audit_log (account, who, time);
create table notifications (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  severity text,
  kind text,
  text text,
  primary key (account, time, seq)
) partition by range (time);
create table metrics (
  account text not null,
  time timestamptz not null,
  seq bigint not null,
  name text not null,
  value numeric,
  primary key (account, time, seq, name)
) partition by range (time);
create index metrics_name on metrics (account, name, time);
create table read_side_position (
  account text primary key,
  journal_began_ns bigint not null,
  last_seq bigint not null
);
