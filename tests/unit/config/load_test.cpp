#include "config/load.hpp"

#include "config/describe.hpp"
#include "config/schema.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <unistd.h>

namespace troupe::config::load_test {
namespace {

class temporary_file {
public:
  explicit temporary_file(const std::string& content) {
    auto name = (std::filesystem::temp_directory_path() / "troupe-config-XXXXXX").string();
    ::close(::mkstemp(name.data()));
    path_ = name;
    std::ofstream(path_) << content;
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

result<loaded> load_text(const std::string& content) {
  const temporary_file file(content);
  return load({file.path(), {}, {}});
}

const std::filesystem::path source(TROUPE_SOURCE_DIR);

TEST(load, gives_the_defaults_where_nothing_is_said) {
  const auto made = load({});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->values.home, "./var");
  EXPECT_EQ(made->values.risk.order_notional_max, trading::money::of(25'000));
  EXPECT_EQ(made->values.trading.strategies, std::vector<std::string>{"stochrsi_ema"});
  EXPECT_EQ(made->values.trading.on_stop, on_stop::keep);
  EXPECT_EQ(made->values.executor.fence, fence::strict);
  EXPECT_TRUE(made->values.journal.fsync);
  EXPECT_EQ(to_text(made->origins.at("home")), "default");
}

TEST(load, takes_limits_from_the_preset_where_they_are_not_set) {
  const auto made = load_text("[risk]\npreset = \"conservative\"\ndaily_loss_max = 70\n");
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->values.risk.order_notional_max, trading::money::of(5'000));
  EXPECT_EQ(made->values.risk.daily_loss_max, trading::money::of(70));
  EXPECT_EQ(to_text(made->origins.at("risk.order_notional_max")), "preset conservative");
  EXPECT_EQ(load({})->values.risk, trading::risk_limits{});
}

TEST(load, refuses_a_sector_that_is_none) {
  const auto refused = load_text("[risk]\nsectors = [\"AAPL\"]\n");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.failure().message.find("risk.sectors"), std::string::npos);
}

TEST(load, takes_a_flag_before_the_environment_before_the_file_before_the_default) {
  const temporary_file file("[edge]\nport = 9101\naddress = \"0.0.0.0\"\n[runtime]\nlanes = 2\n");
  sources from{file.path(), {{"API_PORT", "9102"}}, {}};
  auto made = load(from);
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->values.edge.port, 9102);
  EXPECT_EQ(to_text(made->origins.at("edge.port")), "environment API_PORT");
  EXPECT_EQ(made->values.edge.address, "0.0.0.0");
  EXPECT_EQ(to_text(made->origins.at("edge.address")), "file " + file.path().string());
  from.flags = {{"edge.port", "9103"}};
  made = load(from);
  EXPECT_EQ(made->values.edge.port, 9103);
  EXPECT_EQ(to_text(made->origins.at("edge.port")), "flag");
  EXPECT_EQ(made->values.runtime.lanes, 2);
}

TEST(load, takes_the_file_that_the_environment_names) {
  const temporary_file file("[risk]\ndaily_loss_max = \"12.5\"\n");
  const auto made = load({{}, {{"TROUPE_CONFIG", file.path().string()}}, {}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->values.risk.daily_loss_max.text(), "12.5");
}

TEST(load, prefers_the_first_spelling_of_a_variable_and_takes_an_empty_one_as_unset) {
  const auto both = load({{}, {{"ALPACA_API_KEY", "one"}, {"APCA_API_KEY_ID", "two"}}, {}});
  EXPECT_EQ(both->values.alpaca.key_id, "one");
  const auto alias = load({{}, {{"ALPACA_API_KEY", ""}, {"APCA_API_KEY_ID", "two"}}, {}});
  EXPECT_EQ(alias->values.alpaca.key_id, "two");
  EXPECT_EQ(to_text(alias->origins.at("alpaca.key_id")), "environment APCA_API_KEY_ID");
}

TEST(load, takes_lists_and_strategy_parameters_from_flags) {
  const auto made = load({{},
                          {},
                          {{"trading.strategies", "a, b"},
                           {"venue.data", "x.csv"},
                           {"venue.speed", "max"},
                           {"strategy.stochrsi_ema.rsi", "21"}}});
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->values.trading.strategies, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(made->values.venue.data, std::vector<std::string>{"x.csv"});
  EXPECT_EQ(made->values.venue.speed, "max");
  EXPECT_EQ(made->values.strategy.at("stochrsi_ema").at("rsi"), "21");
}

TEST(load, takes_strategy_parameters_as_integers_or_decimal_text) {
  const auto made = load_text("[strategy.stochrsi_ema]\nrsi = 14\noversold = \"0.2\"\n");
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->values.strategy.at("stochrsi_ema"),
            (strategy_parameters{{"oversold", "0.2"}, {"rsi", "14"}}));
  EXPECT_FALSE(load_text("[strategy.stochrsi_ema]\noversold = 0.2\n"));
}

struct wrong_file {
  std::string content;
  std::string code;
  std::string named;   // what the message names
  std::string allowed; // and what it allows
};

TEST(load, names_file_key_fault_and_what_is_allowed_in_one_line) {
  const std::vector<wrong_file> cases{
      {"[risk]\nopen_position_max = 3\n", "unknown_key", "risk.open_position_max", "allowed"},
      {"[rsik]\n", "unknown_key", "rsik", "allowed"},
      {"speed = 3\n", "unknown_key", "speed", "allowed"},
      {"[edge]\nport = \"9000\"\n", "invalid_setting", "edge.port", "0 to 65535"},
      {"[edge]\nport = 70000\n", "invalid_setting", "edge.port", "0 to 65535"},
      {"[edge]\nport = 9000.0\n", "invalid_setting", "edge.port", "whole number"},
      {"[journal]\nfsync = 1\n", "invalid_setting", "journal.fsync", "true or false"},
      {"[risk]\ndaily_loss_max = 0.5\n", "invalid_setting", "risk.daily_loss_max", "amount"},
      {"[risk]\ndaily_loss_max = \"-1\"\n", "invalid_setting", "risk.daily_loss_max", "USD"},
      {"[trading]\non_stop = \"panic\"\n", "invalid_setting", "trading.on_stop",
       "keep, cancel, flatten"},
      {"[trading]\nsymbols = \"AAPL\"\n", "invalid_setting", "trading.symbols", "list"},
      {"[trading]\naccount_id = \"a/b\"\n", "invalid_setting", "trading.account_id", "letters"},
      {"[venue]\nspeed = \"-1\"\n", "invalid_setting", "venue.speed", "or max"},
      {"[runtime]\nlog_level = \"loud\"\n", "invalid_setting", "runtime.log_level", "info"},
      {"[cluster.nodes.a]\nadress = \"x:1\"\n", "unknown_key", "cluster.nodes.a.adress",
       "address, roles"}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.content);
    const temporary_file file(each.content);
    const auto made = load({file.path(), {}, {}});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.failure().code, each.code);
    const auto& message = made.failure().message;
    EXPECT_NE(message.find(file.path().string()), std::string::npos) << message;
    EXPECT_NE(message.find(each.named), std::string::npos) << message;
    EXPECT_NE(message.find(each.allowed), std::string::npos) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST(load, names_the_variable_or_the_flag_that_is_wrong) {
  const auto variable = load({{}, {{"API_PORT", "many"}}, {}});
  ASSERT_FALSE(variable);
  EXPECT_NE(variable.failure().message.find("environment API_PORT: edge.port"), std::string::npos);
  const auto flag = load({{}, {}, {{"venue.speeed", "1"}}});
  ASSERT_FALSE(flag);
  EXPECT_EQ(flag.failure().code, "unknown_key");
}

TEST(load, tells_the_line_of_a_syntax_error_and_a_file_that_is_not_there) {
  const auto syntax = load_text("[edge]\nport = = 1\n");
  ASSERT_FALSE(syntax);
  EXPECT_EQ(syntax.failure().code, "config_syntax");
  EXPECT_NE(syntax.failure().message.find("line 2"), std::string::npos);
  const auto missing = load({"/nonexistent/troupe.toml", {}, {}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.failure().code, "config_unreadable");
}

TEST(schema, names_each_key_once_and_takes_back_what_it_gives) {
  const auto made = load({});
  std::set<std::string_view> names;
  for (const auto& row : schema()) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_FALSE(row.meaning.empty());
    EXPECT_EQ(text_of(row, made->values), row.default_text);
    settings again;
    EXPECT_TRUE(assign(row, again, text_of(row, made->values)));
    EXPECT_EQ(text_of(row, again), row.default_text);
  }
}

TEST(edge_settings, have_a_certificate_and_a_key_or_neither) {
  EXPECT_TRUE(load_text("[edge]\ntls_certificate = \"c\"\ntls_key = \"k\"\nredirect_port = 80\n"));
  for (const auto* text : {"[edge]\ntls_certificate = \"c\"\n", "[edge]\ntls_key = \"k\"\n",
                           "[edge]\nredirect_port = 80\n"}) {
    const auto refused = load_text(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_NE(refused.failure().message.find("edge."), std::string::npos);
  }
}

TEST(reference_file, is_what_the_schema_says_and_loads_as_the_defaults) {
  std::ifstream file(source / "config/troupe.toml");
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(content, reference_toml())
      << "config/troupe.toml is not the schema's; write reference_toml() to it";
  const auto made = load_text(reference_toml());
  ASSERT_TRUE(made) << made.failure().message;
  const auto defaults = load({});
  for (const auto& row : schema())
    EXPECT_EQ(text_of(row, made->values), text_of(row, defaults->values)) << row.name;
}

TEST(examples, are_valid) {
  for (const auto& file : std::filesystem::directory_iterator(source / "config/examples")) {
    const auto made = load({file.path(), {}, {}});
    EXPECT_TRUE(made) << made.failure().message;
  }
}

TEST(describe, masks_secrets_and_tells_origins) {
  const auto made = load({{}, {{"ALPACA_SECRET_KEY", "hush"}, {"ALPACA_API_KEY", "AK1"}}, {}});
  bool seen = false;
  for (const auto& each : describe(*made)) {
    EXPECT_EQ(each.value.find("hush"), std::string::npos) << each.key;
    if (each.key == "alpaca.secret_key") {
      seen = true;
      EXPECT_EQ(each.value, "********");
      EXPECT_EQ(each.origin, "environment ALPACA_SECRET_KEY");
    }
  }
  EXPECT_TRUE(seen);
}

} // namespace
} // namespace troupe::config::load_test
