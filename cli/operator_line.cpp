#include "cli/operator_line.hpp"

#include "cli/api_key.hpp"
#include "cli/audit_verify.hpp"
#include "cli/doctor.hpp"
#include "cli/operator_commands.hpp"
#include "cli/second_factor.hpp"
#include "cli/secret.hpp"
#include "cli/user.hpp"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

namespace troupe::cli {

namespace {

using action = std::function<int()>;

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : value;
}

constexpr const char* how_to_log_in =
    "Logs in with TROUPE_TOKEN, or as TROUPE_USER (admin) with TROUPE_PASSWORD,\n"
    "TROUPE_ADMIN_PASSWORD or the password in $TROUPE_HOME/admin-password.";

CLI::App* add_edge_command(CLI::App& app, action& chosen, const char* name, const char* meaning,
                           operator_command* run,
                           const std::shared_ptr<operator_options>& options) {
  options->url = variable("TROUPE_URL", "http://127.0.0.1:" + variable("API_PORT", "9000"));
  auto* command = app.add_subcommand(name, meaning);
  command->add_option("--url", options->url, "The edge (TROUPE_URL)")->capture_default_str();
  command->add_flag("--json", options->json, "As JSON");
  command->footer(how_to_log_in);
  command->callback([&chosen, options, run] {
    chosen = [=] { return run(*options, std::cout, std::cerr); };
  });
  return command;
}

void add_edge_commands(CLI::App& app, action& chosen) {
  const auto add = [&](const char* name, const char* meaning, operator_command* run) {
    add_edge_command(app, chosen, name, meaning, run, std::make_shared<operator_options>());
  };
  const auto add_with_reason = [&](const char* name, const char* meaning, operator_command* run) {
    const auto options = std::make_shared<operator_options>();
    add_edge_command(app, chosen, name, meaning, run, options)
        ->add_option("--reason", options->reason, "Why, for the journal");
  };
  add("status", "What runs, on which venue, and whether it trades", show_status);
  add("orders", "The open orders", list_orders);
  add("positions", "What is held", list_positions);
  add_with_reason("halt", "Take no new risk; exits still pass", halt);
  add_with_reason("resume", "Take risk again", resume);
  add("flatten", "Cancel every open order and close every position", flatten);
}

template <class Options>
CLI::App* add_home_command(CLI::App& group, action& chosen, const char* name, const char* meaning,
                           int (*run)(const Options&, std::ostream&, std::ostream&),
                           const std::shared_ptr<Options>& options) {
  options->home = variable("TROUPE_HOME", "./var");
  auto* command = group.add_subcommand(name, meaning);
  command->add_option("--home", options->home, "TROUPE_HOME")->capture_default_str();
  command->callback([&chosen, options, run] {
    chosen = [=] { return run(*options, std::cout, std::cerr); };
  });
  return command;
}

void add_users(CLI::App& app, action& chosen) {
  auto* group = app.add_subcommand("user", "Operators of the edge");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* meaning, user_command* run) {
    const auto options = std::make_shared<user_options>();
    auto* command = add_home_command(*group, chosen, name, meaning, run, options);
    if (run == list_users)
      command->add_flag("--json", options->json, "As JSON");
    else
      command->add_option("name", options->name, "The user")->required();
    if (run == add_user)
      command->add_option("--role", options->role, "viewer, trader or admin")->required();
  };
  add("add", "Adds one; the password comes from standard input", add_user);
  add("list", "All, with their roles", list_users);
  add("passwd", "Changes a password, which comes from standard input", set_password);
  add("remove", "Removes one", remove_user);
  add("totp", "Enrols an authenticator, whose code orders and limits then need",
      enrol_second_factor);
  add("totp-remove", "Removes it", remove_second_factor);
}

void add_keys(CLI::App& app, action& chosen) {
  auto* group = app.add_subcommand("key", "API keys of the edge, for machines");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* meaning, key_command* run) {
    const auto options = std::make_shared<key_options>();
    return std::pair(add_home_command(*group, chosen, name, meaning, run, options), options);
  };
  const auto [made, wanted] = add("add", "Makes one and prints it, once", add_key);
  made->add_option("name", wanted->name, "Its name, in journal and audit log")->required();
  made->add_option("--role", wanted->role, "viewer, trader or admin")->required();
  made->add_option("--days", wanted->days, "Until it expires")->capture_default_str();
  const auto [listed, shown] = add("list", "All, without their secrets", list_keys);
  listed->add_flag("--json", shown->json, "As JSON");
  const auto [revoked, ended] = add("revoke", "Ends one; a running edge sees it in a second",
                                    revoke_key);
  revoked->add_option("id", ended->name, "Its id")->required();
}

void add_secrets(CLI::App& app, action& chosen) {
  auto* group = app.add_subcommand("secret", "Secrets sealed under TROUPE_MASTER_KEY");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* meaning, secret_command* run) {
    const auto options = std::make_shared<secret_options>();
    auto* command = add_home_command(*group, chosen, name, meaning, run, options);
    if (run == list_secrets)
      command->add_flag("--json", options->json, "As JSON");
    else
      command->add_option("key", options->name, "Such as alpaca.secret_key")->required();
  };
  add("set", "Seals a value, which comes from standard input", set_secret);
  add("list", "The names", list_secrets);
  add("remove", "Removes one", remove_secret);
}

void add_audit(CLI::App& app, action& chosen) {
  auto* group = app.add_subcommand("audit", "The record of writes: $TROUPE_HOME/audit.jsonl");
  group->require_subcommand(1);
  add_home_command(*group, chosen, "verify", "Whether each line follows the one before",
                   verify_audit_log, std::make_shared<audit_options>());
}

void add_doctor(CLI::App& app, action& chosen) {
  auto* command = app.add_subcommand("doctor", "Checks keys, clock, disk, ports, versions");
  const auto file = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  command->add_option("--config", *file, "Configuration file (TROUPE_CONFIG)");
  command->add_flag("--json", *json, "As JSON");
  command->callback([&chosen, file, json] {
    chosen = [=] {
      config::sources from;
      if (!file->empty())
        from.file = *file;
      from.environment = config::process_environment();
      return doctor(from, *json, std::cout, std::cerr);
    };
  });
}

} // namespace

void add_operator_commands(CLI::App& app, std::function<int()>& chosen) {
  add_edge_commands(app, chosen);
  add_users(app, chosen);
  add_keys(app, chosen);
  add_secrets(app, chosen);
  add_audit(app, chosen);
  add_doctor(app, chosen);
}

} // namespace troupe::cli
