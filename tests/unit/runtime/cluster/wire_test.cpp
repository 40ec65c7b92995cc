#include "runtime/cluster/wire.hpp"
#include "runtime/random.hpp"

#include <gtest/gtest.h>

namespace troupe::runtime::cluster::wire_test {
namespace {

std::string some_text(generator& random) {
  std::string text(random.below(40), '\0');
  for (auto& byte : text) {
    byte = static_cast<char>(random());
  }
  return text;
}

// Every frame as its own bytes, which says more than a comparison of each kind.
std::string bytes_of(const frame& content) {
  std::string bytes;
  encode(content, bytes);
  return bytes;
}

std::vector<frame> some_of_each_kind(generator& random) {
  const auto text = [&] { return some_text(random); };
  const auto shard = static_cast<std::uint32_t>(random());
  return {hello{7, text(), text(), random()},
          refuse{text()},
          ping{random()},
          pong{random()},
          batch{random(), {{text(), shard, text()}, {"", 0, ""}, {text(), 1, text()}}},
          ack{random()},
          roles{{{text(), shard, random(), true}, {text(), 0, 0, false}}}};
}

TEST(wire, reads_back_what_it_wrote_however_the_bytes_are_cut) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    generator random{seed};
    const auto sent = some_of_each_kind(random);
    std::string stream;
    for (const auto& each : sent) {
      encode(each, stream);
    }
    frame_reader reader;
    std::vector<frame> received;
    for (std::size_t at = 0; at < stream.size();) {
      const auto piece = stream.substr(at, 1 + random.below(60));
      at += piece.size();
      reader.append(piece);
      for (;;) {
        auto read = reader.next();
        ASSERT_TRUE(read) << read.failure().message;
        if (!*read) {
          break;
        }
        received.push_back(std::move(**read));
      }
    }
    ASSERT_EQ(received.size(), sent.size());
    for (std::size_t index = 0; index < sent.size(); ++index) {
      EXPECT_EQ(bytes_of(received[index]), bytes_of(sent[index])) << index;
    }
  }
}

TEST(wire, writes_a_batch_piecemeal_as_it_writes_it_whole) {
  const batch whole{9, {{"risk", 3, "abc"}, {"feed", 0, std::string(1'000, 'x')}}};
  batch_writer writer;
  EXPECT_TRUE(writer.empty());
  for (const auto& message : whole.envelopes) {
    writer.add(message);
  }
  EXPECT_EQ(writer.count(), 2U);
  EXPECT_EQ(writer.take(9), bytes_of(whole));
  EXPECT_TRUE(writer.empty());
}

TEST(wire, refuses_broken_bytes_and_never_reads_past_them) {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    SCOPED_TRACE(seed);
    generator random{seed};
    const auto sent = some_of_each_kind(random);
    auto bytes = bytes_of(sent[random.below(sent.size())]);
    bytes[random.below(bytes.size())] = static_cast<char>(random());
    frame_reader reader;
    reader.append(bytes);
    const auto read = reader.next(); // any outcome but a crash; sanitizers watch
    if (!read) {
      EXPECT_EQ(read.failure().code, "malformed_frame");
    }
  }
}

TEST(wire, refuses_a_frame_that_is_empty_too_long_or_of_an_unknown_kind) {
  for (const std::string_view bytes :
       {std::string_view{"\x00\x00\x00\x00", 4}, std::string_view{"\xff\xff\xff\xff", 4},
        std::string_view{"\x01\x00\x00\x00\x63", 5}}) {
    frame_reader reader;
    reader.append(bytes);
    ASSERT_FALSE(reader.next());
  }
}

TEST(wire, takes_the_hello_of_another_program_for_nobodys) {
  auto bytes = bytes_of(hello{1, "troupe", "a", 5});
  bytes[5] ^= 1; // in the magic number
  frame_reader reader;
  reader.append(bytes);
  const auto read = reader.next();
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<hello>(**read), hello{});
}

} // namespace
} // namespace troupe::runtime::cluster::wire_test
