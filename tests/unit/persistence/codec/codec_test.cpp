#include "persistence/codec/codec.hpp"

#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace troupe::persistence::codec::codec_test {
namespace {

template <class T>
concept can_be_packed = requires(buffer& out, const T& value) {
  pack(out, value);
};

static_assert(can_be_packed<std::int64_t> && can_be_packed<trading::quote>);
static_assert(!can_be_packed<double> && !can_be_packed<float> && !can_be_packed<long double>,
              "no floating point crosses a message");

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 0xf];
  }
  return text;
}

std::uint8_t type_number(const trading::event& happened) {
  return static_cast<std::uint8_t>(type_of(happened));
}

// Every structure as it would be with one more and with one fewer field, by its array's size.
std::string with_size(std::string bytes, int change) {
  bytes[0] = static_cast<char>(bytes[0] + change);
  return bytes;
}

TEST(codec, gives_back_every_event_exactly) {
  constexpr std::uint64_t seed = 20'240'501;
  SCOPED_TRACE(seed);
  event_source source(seed);
  for (int round = 0; round < 5'000; ++round) {
    const auto event = source.next();
    const auto decoded = decode(type_number(event), encode(event));
    ASSERT_TRUE(decoded) << decoded.failure().message;
    ASSERT_EQ(*decoded, event);
  }
}

TEST(codec, gives_back_an_order_with_its_request) {
  trading::order order;
  order.request = intent_of("AAPL", 1, "main-1-1").request;
  order.status = trading::order_status::replaced;
  order.filled_notional = trading::money{std::numeric_limits<std::int64_t>::min()};
  buffer out;
  pack(out, order);
  reader in(out.view());
  const auto back = unpack<trading::order>(in);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, order);
  EXPECT_TRUE(in.at_end());
}

// Journals of years hold these bytes: a change here is a new format, not a fix of this test.
TEST(codec, keeps_the_bytes_of_the_first_version) {
  EXPECT_EQ(hex(encode(trading::clock_tick{1})), "920101");
  EXPECT_EQ(hex(encode(quote_of("AAPL", 1'000))), "9701a44141504ccd03e8cf00000022ed4af280ce"
                                                  "b2d05e00cf00000022ee7c1f80cf000000012a05f200");
  // The first version of a command had neither symbol nor changes.
  const trading::command halted{trading::command_kind::halt, "ann", "", -1};
  EXPECT_EQ(hex(encode(halted)), "970102a3616e6ea0ffa0a0");
  EXPECT_EQ(hex(encode(trading::configuration{1, {{"a", "b"}}})), "930101919301a161a162");
  EXPECT_EQ(*decode(11, "\x95\x01\x02\xa3\x61nn\xa0\xff"), trading::event(halted));
}

TEST(codec, numbers_the_event_types_for_ever) {
  EXPECT_EQ(type_number(session_of("x", 1)), 1);
  EXPECT_EQ(type_number(trading::clock_tick{}), 2);
  EXPECT_EQ(type_number(trading::bar{}), 3);
  EXPECT_EQ(type_number(trading::history_bar{}), 4);
  EXPECT_EQ(type_number(trading::quote{}), 5);
  EXPECT_EQ(type_number(trading::trade{}), 6);
  EXPECT_EQ(type_number(trading::decision{}), 7);
  EXPECT_EQ(type_number(trading::intent{}), 8);
  EXPECT_EQ(type_number(trading::order_event{}), 9);
  EXPECT_EQ(type_number(trading::adjustment{}), 10);
  EXPECT_EQ(type_number(trading::command{}), 11);
}

TEST(codec, gives_fields_that_an_older_writer_lacks_their_default) {
  auto bytes = encode(trading::command{trading::command_kind::halt, "ann", "noise", 77});
  // Without market_ns, symbol and changes, a byte each.
  bytes = with_size(bytes.substr(0, bytes.size() - 3), -3);
  const auto older = decode(11, bytes);
  ASSERT_TRUE(older) << older.failure().message;
  EXPECT_EQ(*older,
            trading::event(trading::command{trading::command_kind::halt, "ann", "noise", 0}));
}

TEST(codec, passes_over_fields_that_a_newer_writer_appended) {
  const trading::event quote = quote_of("AAPL", 1);
  const std::string nested("\x92\x81\xa1k\xc0\x93\x01\xc2\xa0", 9);
  const auto newer = decode(5, with_size(encode(quote) + nested, 1));
  ASSERT_TRUE(newer) << newer.failure().message;
  EXPECT_EQ(*newer, quote);
}

TEST(codec, refuses_a_newer_format_and_an_unknown_type) {
  auto bytes = encode(trading::clock_tick{1});
  bytes[1] = 2;
  EXPECT_EQ(decode(2, bytes).failure().code, "unknown_format");
  EXPECT_EQ(decode(0, bytes).failure().code, "unknown_event_type");
  EXPECT_EQ(decode(99, bytes).failure().code, "unknown_event_type");
}

TEST(codec, refuses_every_prefix_of_an_event) {
  for (const trading::event& event :
       {trading::event(quote_of("AAPL", 1'000'000)),
        trading::event(decision_of("AAPL", 5, trading::decision_stage::risk))}) {
    const auto whole = encode(event);
    for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_FALSE(decode(type_number(event), whole.substr(0, size))) << size;
  }
}

TEST(codec, refuses_what_follows_an_event) {
  EXPECT_EQ(decode(2, encode(trading::clock_tick{1}) + '\x01').failure().code, "trailing_bytes");
}

TEST(codec, refuses_floats_and_numbers_beyond_an_enumeration) {
  const std::string with_float("\x92\x01\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00", 11);
  EXPECT_EQ(decode(2, with_float).failure().code, "malformed_message");
  EXPECT_EQ(decode(11, "\x95\x01\x7f\xa0\xa0\x01").failure().code, "unexpected_value");
  EXPECT_EQ(decode(5, "\x92\x01\xa4"
                      "aapl")
                .failure()
                .code,
            "invalid_symbol");
}

TEST(codec, never_fails_otherwise_than_with_a_value_on_random_bytes) {
  constexpr std::uint64_t seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  event_source source(seed);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto event = source.next();
    auto bytes = encode(event);
    bytes[random() % bytes.size()] = static_cast<char>(random());
    bytes[random() % bytes.size()] = static_cast<char>(random());
    refused += decode(type_number(event), bytes) ? 0 : 1;
  }
  EXPECT_GT(refused, 0);
}

TEST(codec_reader, reads_an_envelope_of_plain_values) {
  buffer out;
  pack_array(out, 4);
  pack(out, std::int64_t{-5});
  pack(out, std::numeric_limits<std::uint64_t>::max());
  pack_text(out, "risk");
  pack(out, true);
  pack(out, quote_of("AAPL", 9));
  reader in(out.view());
  EXPECT_EQ(in.array(), 4u);
  EXPECT_EQ(in.integer(), -5);
  EXPECT_EQ(in.natural(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(in.text(), "risk");
  EXPECT_TRUE(in.boolean());
  EXPECT_EQ(*unpack<trading::quote>(in), quote_of("AAPL", 9));
  EXPECT_TRUE(in.at_end());
  EXPECT_FALSE(in.failure());
}

TEST(codec_reader, remembers_the_first_failure_and_gives_defaults_from_then_on) {
  buffer out;
  pack_text(out, "five");
  pack(out, std::int64_t{6});
  reader in(out.view());
  EXPECT_EQ(in.integer(), 0);
  EXPECT_EQ(in.integer(), 0);
  ASSERT_TRUE(in.failure());
  EXPECT_EQ(in.failure()->code, "unexpected_value");
}

TEST(codec_reader, refuses_nesting_deeper_than_its_bound) {
  const std::string deepest(reader::depth_max - 1, '\x91');
  EXPECT_FALSE(reader(deepest + "\x90").failure());
  EXPECT_TRUE(reader(deepest + "\x91\x90").failure());
}

} // namespace
} // namespace troupe::persistence::codec::codec_test
