#include "persistence/read_side/projector.hpp"

#include "tests/unit/persistence/read_side/story.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::read_side::projector_test {
namespace {

row_batch projected(std::uint64_t stored_seq = 0) {
  projector made("main");
  made.skip_to(stored_seq);
  for (const auto& each : story())
    made.fold(each);
  return made.take();
}

std::string text_of(const row_batch& rows, table_id where, std::size_t index,
                    std::string_view name) {
  const auto& shape = table_of(where);
  for (std::size_t column = 0; column < shape.columns.size(); ++column)
    if (shape.columns[column].name == name)
      return rows.of(where).at(index).at(column).value_or("null");
  return "no column " + std::string(name);
}

TEST(projector, makes_an_order_one_row_as_it_is_known_in_the_end) {
  const auto rows = projected();
  ASSERT_EQ(rows.of(table_id::orders).size(), 1u);
  EXPECT_EQ(text_of(rows, table_id::orders, 0, "status"), "filled");
  EXPECT_EQ(text_of(rows, table_id::orders, 0, "filled_qty"), "2");
  EXPECT_EQ(text_of(rows, table_id::orders, 0, "limit_price"), "null");
  EXPECT_EQ(text_of(rows, table_id::orders, 0, "time"), "2026-11-24T13:30:00.000001Z");
}

TEST(projector, tells_each_execution_once_and_what_was_held_after_it) {
  const auto rows = projected();
  ASSERT_EQ(rows.of(table_id::trades).size(), 2u);
  EXPECT_EQ(text_of(rows, table_id::trades, 1, "execution_id"), "e2");
  EXPECT_EQ(text_of(rows, table_id::trades, 1, "strategy"), "stochrsi_ema");
  ASSERT_EQ(rows.of(table_id::positions).size(), 2u);
  EXPECT_EQ(text_of(rows, table_id::positions, 1, "qty"), "1.995");
  EXPECT_EQ(text_of(rows, table_id::metrics, 3, "name"), "cash");
  EXPECT_EQ(text_of(rows, table_id::metrics, 3, "value"), "800");
}

TEST(projector, keeps_decisions_signals_configuration_commands_and_notices) {
  const auto rows = projected();
  EXPECT_EQ(rows.of(table_id::decisions).size(), 3u);
  ASSERT_EQ(rows.of(table_id::signals).size(), 1u) << "only what a strategy wanted";
  EXPECT_EQ(text_of(rows, table_id::signals, 0, "verdict"), "enter_long");
  EXPECT_EQ(text_of(rows, table_id::decisions, 0, "gates"),
            R"([{"name":"cross_above","value":"21","comparison":">","threshold":"20",)"
            R"("passed":true}])");
  EXPECT_EQ(rows.of(table_id::configuration).size(), 2u);
  EXPECT_EQ(rows.of(table_id::bars).size(), 1u);
  EXPECT_EQ(text_of(rows, table_id::audit_log, 0, "action"), "halt");
  EXPECT_EQ(text_of(rows, table_id::audit_log, 0, "reason"), "a nervous day");
  EXPECT_GE(rows.of(table_id::notifications).size(), 3u); // two fills and the halt
}

TEST(projector, hands_on_the_same_rows_wherever_it_was_cut) {
  const auto whole = projected();
  for (std::uint64_t cut = 0; cut <= story().size(); ++cut) {
    projector first("main");
    for (const auto& each : story())
      if (each.seq <= cut)
        first.fold(each);
    const auto before = first.take();
    EXPECT_EQ(before.last_seq, cut);
    const auto after = projected(cut);
    EXPECT_EQ(after.last_seq, story().size());
    for (std::size_t index = 0; index < tables; ++index) {
      const auto id = static_cast<table_id>(index);
      auto both = row_batch();
      for (const auto* part : {&before, &after})
        for (const auto& each : part->of(id))
          both.put(id, each);
      EXPECT_EQ(both.of(id), whole.of(id)) << table_of(id).name << " cut at " << cut;
    }
  }
}

TEST(row_batch, replaces_a_row_of_the_same_key_and_refuses_one_of_another_shape) {
  row_batch rows;
  rows.put(table_id::metrics, {"main", "2026-11-24T13:30:00.000000Z", "1", "cash", "5"});
  rows.put(table_id::metrics, {"main", "2026-11-24T13:30:00.000000Z", "1", "cash", "6"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.of(table_id::metrics).front().back(), "6");
  EXPECT_THROW(rows.put(table_id::metrics, {"main"}), std::invalid_argument);
}

} // namespace
} // namespace troupe::persistence::read_side::projector_test
