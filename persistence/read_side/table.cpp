#include "persistence/read_side/table.hpp"

#include <array>

namespace troupe::persistence::read_side {

namespace {

using enum column_type;

constexpr std::array<column, 22> orders{
    {{"account", text},        {"time", instant},        {"client_order_id", text},
     {"order_id", text},       {"symbol", text},         {"side", text},
     {"type", text},           {"time_in_force", text},  {"order_class", text},
     {"qty", amount},          {"notional", amount},     {"limit_price", amount},
     {"stop_price", amount},   {"status", text},         {"filled_qty", amount},
     {"filled_notional", amount}, {"fee", amount},       {"fee_qty", amount},
     {"strategy", text},       {"reason", text},         {"updated_at", instant},
     {"seq", integer}}};
constexpr std::array<column, 13> trades{
    {{"account", text}, {"time", instant}, {"seq", integer}, {"client_order_id", text},
     {"order_id", text}, {"execution_id", text}, {"symbol", text}, {"side", text},
     {"qty", amount}, {"price", amount}, {"fee", amount}, {"fee_qty", amount},
     {"strategy", text}}};
constexpr std::array<column, 8> positions{
    {{"account", text}, {"time", instant}, {"seq", integer}, {"symbol", text}, {"qty", amount},
     {"average_price", amount}, {"cost_basis", amount}, {"realised", amount}}};
constexpr std::array<column, 8> signals{
    {{"account", text}, {"time", instant}, {"seq", integer}, {"symbol", text},
     {"strategy", text}, {"verdict", text}, {"reason", text}, {"summary", text}}};
constexpr std::array<column, 11> decisions{
    {{"account", text}, {"time", instant}, {"seq", integer}, {"symbol", text},
     {"strategy", text}, {"stage", text}, {"verdict", text}, {"reason", text},
     {"summary", text}, {"gates", text}, {"cause_seq", integer}}};
constexpr std::array<column, 10> bars{
    {{"account", text}, {"time", instant}, {"symbol", text}, {"length_s", integer},
     {"open", amount}, {"high", amount}, {"low", amount}, {"close", amount},
     {"volume", amount}, {"trade_count", integer}}};
constexpr std::array<column, 5> configuration{{{"account", text}, {"time", instant},
                                               {"seq", integer}, {"key", text},
                                               {"value", text}}};
constexpr std::array<column, 7> audit_log{
    {{"account", text}, {"time", instant}, {"seq", integer}, {"who", text}, {"action", text},
     {"subject", text}, {"reason", text}}};
constexpr std::array<column, 6> notifications{{{"account", text}, {"time", instant},
                                               {"seq", integer}, {"severity", text},
                                               {"kind", text}, {"text", text}}};
constexpr std::array<column, 5> metrics{{{"account", text}, {"time", instant},
                                         {"seq", integer}, {"name", text},
                                         {"value", amount}}};

constexpr std::array<table, tables> all{{{"orders", orders, 3},
                                         {"trades", trades, 3},
                                         {"positions", positions, 3},
                                         {"signals", signals, 3},
                                         {"decisions", decisions, 3},
                                         {"bars", bars, 4},
                                         {"configuration", configuration, 4},
                                         {"audit_log", audit_log, 3},
                                         {"notifications", notifications, 3},
                                         {"metrics", metrics, 4}}};

} // namespace

const table& table_of(table_id id) {
  return all.at(static_cast<std::size_t>(id));
}

} // namespace troupe::persistence::read_side
