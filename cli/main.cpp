// The command line: each command's options, handed to its function.
#include "cli/backtest.hpp"
#include "cli/backup.hpp"
#include "cli/config.hpp"
#include "cli/indicators.hpp"
#include "cli/journal.hpp"
#include "cli/journal_export.hpp"
#include "cli/load_configuration.hpp"
#include "cli/read_side.hpp"
#include "cli/replay.hpp"
#include "cli/operator_line.hpp"
#include "cli/run.hpp"
#include "cli/venue.hpp"
#include "config/load.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace troupe;

using action = std::function<int()>;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& each : parts)
    text += (text.empty() ? "" : ",") + each;
  return text;
}

// The options that `run` and `node` share; most are keys of the configuration.
struct run_line {
  cli::run_options options;
  std::string config;
  std::string node;
  std::vector<std::string> data;
  std::string speed;
  std::vector<std::string> strategies;
  std::string on_stop;
  bool enable_trading = false;
  bool exit_at_end = false;

  void add_to(CLI::App& command) {
    command.add_option("--config", config, "Configuration file (TROUPE_CONFIG)");
    command.add_option("--data", data, "CSV files, or a folder of them, for the built-in venue");
    command.add_option("--speed", speed, "Of the built-in venue: a factor, or max");
    command.add_option("--strategy", strategies, "Strategies to run");
    command.add_flag("--enable-trading", enable_trading, "Trade from the start");
    command.add_flag("--exit-at-end", exit_at_end, "Stop when the data are spent");
    command.add_flag("--respawn", options.respawn, "Restart the process when it dies");
    command.add_flag("--skip-bad-rows", options.skip_bad_rows, "Count malformed rows, go on");
    command.add_option("--on-stop", on_stop, "Open entry orders at the end: keep protective "
                                             "orders, cancel all, or flatten")
        ->check(CLI::IsMember({"keep", "cancel", "flatten"}));
  }

  int run(const std::vector<std::string>& command) {
    if (!config.empty())
      options.config = config;
    if (!node.empty())
      options.node = node;
    if (!data.empty())
      options.flags["venue.data"] = joined(data);
    if (!speed.empty())
      options.flags["venue.speed"] = speed;
    if (!strategies.empty())
      options.flags["trading.strategies"] = joined(strategies);
    if (!on_stop.empty())
      options.flags["trading.on_stop"] = on_stop;
    if (enable_trading)
      options.flags["trading.enable_at_start"] = "true";
    if (exit_at_end)
      options.flags["runtime.exit_at_end"] = "true";
    options.command = command;
    return cli::run(options, std::cout, std::cerr);
  }
};

void add_run(CLI::App& app, action& chosen, const std::vector<std::string>& command) {
  auto line = std::make_shared<run_line>();
  auto* run = app.add_subcommand("run", "Every role in one process");
  line->add_to(*run);
  run->callback([&chosen, line, command] { chosen = [=] { return line->run(command); }; });

  auto node_line = std::make_shared<run_line>();
  auto* node = app.add_subcommand("node", "One node of a cluster");
  node->add_option("--name", node_line->node, "Its name in [cluster.nodes]")->required();
  node_line->add_to(*node);
  node->callback(
      [&chosen, node_line, command] { chosen = [=] { return node_line->run(command); }; });
}

void add_venue(CLI::App& app, action& chosen) {
  auto options = std::make_shared<cli::venue_options>();
  options->requests_a_minute = 200; // as at Alpaca
  auto* venue = app.add_subcommand("venue", "The simulated venue alone, for any Alpaca SDK");
  venue->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  venue->add_option("--port", options->port, "Port to listen on")->capture_default_str();
  venue->add_option("--data", options->data, "CSV files or a folder; else a seeded market");
  venue->add_flag("--skip-bad-rows", options->skip_bad_rows, "Count malformed rows, go on");
  venue->add_option("--speed", options->speed, "A factor, or max")->capture_default_str();
  venue->add_option("--seed", options->seed, "Of the seeded market")->capture_default_str();
  venue->add_option("--key", options->keys, "ID:SECRET that is accepted; else any");
  venue->add_option("--faults", options->faults, "A plan of faults: TOML or JSON");
  venue->add_flag("--tls", options->tls, "Speak TLS, with a certificate made at the first start");
  venue->add_option("--home", options->home, "Folder in which its state outlives it; else none");
  venue
      ->add_option("--rate-limit", options->requests_a_minute,
                   "Trading requests in a minute of market time, then 429; 0 is no limit")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  venue->add_option("--plan", options->plan, "Of market data and its limits: open, plus or basic")
      ->capture_default_str();
  venue->add_option("--calendar", options->calendar, "When stocks trade: always or nyse")
      ->capture_default_str();
  venue->add_flag("--partials", options->partials, "One fill in ten is a part, by the seed");
  venue->add_option("--model", options->model, "Of the matching: paper, or book with depth")
      ->capture_default_str();
  venue->callback([&chosen, options] {
    chosen = [=] { return cli::venue(*options, std::cout, std::cerr); };
  });
}

void add_indicators(CLI::App& app, action& chosen) {
  auto options = std::make_shared<cli::indicators_options>();
  auto* indicators = app.add_subcommand("indicators", "Indicator values of CSV bars, as CSV");
  indicators->add_option("--data", options->data, "The CSV file")->required();
  indicators
      ->add_option("--columns", options->columns, "For example rsi:14,stochrsi:14:14:3:3,ema:20")
      ->required();
  indicators->footer(cli::indicator_list);
  indicators->callback([&chosen, options] {
    chosen = [=] { return cli::indicators(*options, std::cout, std::cerr); };
  });
}

struct journal_line {
  std::string home;
  std::string account = "main";
  bool json = false;
};

using journal_command = int (*)(const std::filesystem::path&, const std::string&, bool,
                                std::ostream&, std::ostream&);

CLI::App* add_journal_options(CLI::App& journal, journal_line& line, const char* name,
                              const char* meaning) {
  const char* home = std::getenv("TROUPE_HOME");
  line.home = home != nullptr && *home != '\0' ? home : "./var";
  auto* command = journal.add_subcommand(name, meaning);
  command->add_option("--home", line.home, "TROUPE_HOME")->capture_default_str();
  command->add_option("--account", line.account, "The account")->capture_default_str();
  command->add_flag("--json", line.json, "One JSON object a line");
  return command;
}

void add_journal_cat(CLI::App& journal, action& chosen) {
  auto line = std::make_shared<journal_line>();
  auto part = std::make_shared<cli::journal_part>();
  auto* command = add_journal_options(journal, *line, "cat", "Every record, one a line");
  command->add_option("--from", part->from,
                      "Market time, as 2018-04-04T00:01:00Z, or number of the first record");
  command->add_option("--to", part->to, "Time or number of the last one");
  command->callback([&chosen, line, part] {
    chosen = [=] {
      return cli::journal_cat(line->home, line->account, *part, line->json, std::cout, std::cerr);
    };
  });
}

void add_journal_archive(CLI::App& journal, action& chosen) {
  auto line = std::make_shared<journal_line>();
  auto part = std::make_shared<cli::archived_part>();
  auto* command = add_journal_options(
      journal, *line, "archive", "Moves old files to the journal's folder `archive`; deletes none");
  auto* which = command->add_option_group("which")->require_option(1);
  which->add_option("--before", part->before, "Market time: what is all older is moved");
  which->add_option("--keep-days", part->keep_days, "So many before the last record stay")
      ->check(CLI::Range(0, 36'500));
  command->callback([&chosen, line, part] {
    chosen = [=] {
      return cli::journal_archive(line->home, line->account, *part, line->json, std::cout,
                                  std::cerr);
    };
  });
}

void add_journal_command(CLI::App& journal, action& chosen, const char* name, const char* meaning,
                         journal_command run) {
  auto line = std::make_shared<journal_line>();
  auto* command = add_journal_options(journal, *line, name, meaning);
  command->callback([&chosen, line, run] {
    chosen = [=] { return run(line->home, line->account, line->json, std::cout, std::cerr); };
  });
}

void add_journal(CLI::App& app, action& chosen) {
  auto* journal = app.add_subcommand("journal", "Verifies and reads the journal");
  journal->require_subcommand(1);
  add_journal_command(*journal, chosen, "verify", "Checks every record; names the first bad place",
                      cli::journal_verify);
  add_journal_cat(*journal, chosen);
  add_journal_archive(*journal, chosen);
  add_journal_command(*journal, chosen, "digest",
                      "One hash over the last run's decisions, orders and fills",
                      cli::journal_digest);
  auto line = std::make_shared<journal_line>();
  auto folder = std::make_shared<std::string>();
  const char* home = std::getenv("TROUPE_HOME");
  line->home = home != nullptr && *home != '\0' ? home : "./var";
  auto* command =
      journal->add_subcommand("export", "The last run's bars, quotes and fills as CSV");
  command->add_option("folder", *folder, "A new folder")->required();
  command->add_option("--home", line->home, "TROUPE_HOME")->capture_default_str();
  command->add_option("--account", line->account, "The account")->capture_default_str();
  command->callback([&chosen, line, folder] {
    chosen = [=] {
      return cli::journal_export(line->home, line->account, *folder, std::cout, std::cerr);
    };
  });
}

void add_replay(CLI::App& app, action& chosen) {
  auto options = std::make_shared<cli::replay_options>();
  const char* home = std::getenv("TROUPE_HOME");
  options->home = home != nullptr && *home != '\0' ? home : "./var";
  options->account = "main";
  auto* replay = app.add_subcommand("replay", "Runs the journal's past through the code again");
  replay->add_option("--home", options->home, "TROUPE_HOME")->capture_default_str();
  replay->add_option("--account", options->account, "The account")->capture_default_str();
  replay->add_option("--until", options->until, "Market time to stop at, as 2018-04-04T00:01:00Z");
  replay->add_option("--config", options->config,
                     "File for what was recorded before the journal held configurations");
  replay->add_flag("--verify", options->verify,
                   "Compare every decision and intent; exit 1 at a difference or damage");
  auto* parity = replay->add_flag("--parity", options->parity,
                                  "What a backtest of a day would have done against what was done");
  replay->add_option("--day", options->day, "Of --parity, in New York: 2024-03-05; else the last")
      ->needs(parity);
  replay->add_flag("--json", options->json, "As JSON");
  replay->callback([&chosen, options] {
    chosen = [=] { return cli::replay(*options, std::cout, std::cerr); };
  });
}

void add_backtest(CLI::App& app, action& chosen) {
  auto options = std::make_shared<cli::backtest_options>();
  auto* backtest = app.add_subcommand("backtest", "A strategy against recorded bars and quotes");
  backtest->add_option("--strategy", options->strategies,
                       "Strategies; else those of the configuration");
  backtest->add_option("--data", options->data, "CSV files, or folders of them")->required();
  backtest->add_option("--param", options->parameters,
                       "A strategy's parameter: name=value, or strategy.name=value");
  backtest->add_option("--from", options->from, "Market time; before it strategies warm up");
  backtest->add_option("--to", options->to, "Market time at which it ends");
  backtest->add_option("--report", options->report, "HTML file to write");
  backtest->add_option("--config", options->config, "Configuration file (TROUPE_CONFIG)");
  backtest->add_flag("--digest", options->digest,
                     "Tell what journal digest tells of a run at --speed max");
  backtest->add_flag("--skip-bad-rows", options->skip_bad_rows, "Count malformed rows, go on");
  backtest->add_flag("--json", options->json, "As JSON, with every trade");
  backtest->callback([&chosen, options] {
    chosen = [=] { return cli::backtest(*options, std::cout, std::cerr); };
  });
}

struct backup_line {
  std::string home;
  std::string config;
  std::string file;
};

void add_backup(CLI::App& app, action& chosen) {
  auto line = std::make_shared<backup_line>();
  const char* home = std::getenv("TROUPE_HOME");
  line->home = home != nullptr && *home != '\0' ? home : "./var";
  const auto add = [&app, line](const char* name, const char* meaning) {
    auto* command = app.add_subcommand(name, meaning);
    command->add_option("--home", line->home, "TROUPE_HOME")->capture_default_str();
    command->add_option("file", line->file, "The backup")->required();
    return command;
  };
  auto* backup = add("backup", "Saves journal and settings in one file, verified");
  backup->add_option("--config", line->config, "Configuration file that comes along");
  backup->callback([&chosen, line] {
    chosen = [=] {
      return cli::backup(line->home, line->config, line->file, std::cout, std::cerr);
    };
  });
  add("restore", "Brings a backup back into a new home, verified")->callback([&chosen, line] {
    chosen = [=] { return cli::restore(line->home, line->file, std::cout, std::cerr); };
  });
}

void add_read_side(CLI::App& app, action& chosen) {
  auto* read_side = app.add_subcommand("read-side", "The database made of the journal");
  read_side->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  const auto add = [&](const char* name, const char* meaning, auto work) {
    auto* command = read_side->add_subcommand(name, meaning);
    command->add_option("--config", *file, "Configuration file");
    command->callback([&chosen, file, work] {
      chosen = [=] {
        config::sources from;
        if (!file->empty())
          from.file = *file;
        from.environment = config::process_environment();
        const auto loaded = cli::load_configuration(from);
        if (!loaded) {
          std::cerr << "troupe: " << loaded.failure().message << '\n';
          return 2;
        }
        return work(loaded->values, std::cout, std::cerr);
      };
    });
  };
  add("status", "How far the database is, and its rows by table", cli::read_side_status);
  add("rebuild", "Forgets the account's rows and makes them again", cli::read_side_rebuild);
}

void add_config(CLI::App& app, action& chosen) {
  auto* config = app.add_subcommand("config", "Checks and shows the configuration");
  config->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto* check = config->add_subcommand("check", "Validates a file");
  check->add_option("file", *file, "The file")->required();
  check->callback([&chosen, file] {
    chosen = [=] { return cli::config_check(*file, std::cout, std::cerr); };
  });
  auto json = std::make_shared<bool>(false);
  auto shown = std::make_shared<std::string>();
  auto* show = config->add_subcommand("show", "The effective values with their origins");
  show->add_option("--config", *shown, "The file");
  show->add_flag("--json", *json, "As JSON");
  show->callback([&chosen, json, shown] {
    chosen = [=] {
      troupe::config::sources from;
      if (!shown->empty())
        from.file = *shown;
      from.environment = troupe::config::process_environment();
      return cli::config_show(from, *json, std::cout, std::cerr);
    };
  });
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> command(argv, argv + argc);
  CLI::App app{"troupe: an actor-model trading runtime for Alpaca"};
  app.set_version_flag("--version", "troupe " TROUPE_VERSION);
  app.require_subcommand(1);
  // A full quota is the journal's `disk_full`, not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  rlimit files{}; // each connection takes a descriptor, each of TLS three
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
  action chosen;
  add_run(app, chosen, command);
  add_venue(app, chosen);
  add_indicators(app, chosen);
  add_journal(app, chosen);
  add_replay(app, chosen);
  add_backtest(app, chosen);
  add_backup(app, chosen);
  add_read_side(app, chosen);
  add_config(app, chosen);
  cli::add_operator_commands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    if (wrong.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
      return app.exit(wrong);
    std::cerr << "troupe: " << wrong.what() << "; see troupe --help\n";
    return 2;
  }
  return chosen();
}
