-- Backtests that operators asked for: read_side/stored_backtest.hpp. Not made of the journal.
create table backtests (
  account text not null,
  id text not null,
  name text not null,
  who text not null,
  strategy text not null,
  state text not null,
  created_at text not null,
  finished_at text not null,
  asked text not null,
  figures text not null,
  error_code text not null,
  error_message text not null,
  outcome text not null,
  primary key (account, id)
);
create index backtests_name on backtests (account, name);
