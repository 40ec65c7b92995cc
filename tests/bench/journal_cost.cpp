#include "tests/bench/journal_cost.hpp"

#include "persistence/journal/writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>

namespace troupe::bench {

namespace {

using persistence::journal::writer;
using steady = std::chrono::steady_clock;

constexpr int appends_per_commit = 20;
constexpr std::size_t bare_bytes = 200;

trading::event quote_at(trading::time_ns at) {
  trading::quote told;
  told.symbol = trading::symbol::parse("BTC/USD").value();
  told.market_ns = at;
  told.bid = trading::price::of(60'000);
  told.ask = trading::price::of(60'001);
  return told;
}

trading::event intent_at(trading::time_ns at) {
  trading::intent wanted;
  wanted.request.client_order_id = "main-1-" + std::to_string(at);
  wanted.request.symbol = trading::symbol::parse("BTC/USD").value();
  wanted.request.qty = trading::quantity::of(1);
  wanted.strategy = "every_quote";
  wanted.market_ns = at;
  return wanted;
}

template <class Work>
result<void> time_into(latency_samples& samples_ns, Work work) {
  const auto begin = steady::now();
  const auto done = work();
  samples_ns.push_back(std::chrono::nanoseconds(steady::now() - begin).count());
  return done;
}

result<void> append(writer& journal, const trading::event& happened) {
  const auto appended = journal.append(happened, trading::market_time(happened));
  return appended ? result<void>() : result<void>(appended.failure());
}

result<void> commit(writer& journal, const trading::event& happened, bool sync) {
  const auto appended = append(journal, happened);
  return appended ? journal.flush(sync) : appended;
}

result<void> fill(writer& journal, int commits, journal_samples& into) {
  trading::time_ns at = 0;
  for (int round = 0; round < commits; ++round) {
    for (int each = 0; each < appends_per_commit; ++each)
      if (auto done = time_into(into.append_ns,
                                [&, told = quote_at(++at)] { return append(journal, told); });
          !done)
        return done;
    if (auto done = journal.flush(false); !done)
      return done;
    if (auto done =
            time_into(into.write_ns,
                      [&, wanted = intent_at(++at)] { return commit(journal, wanted, false); });
        !done)
      return done;
    if (auto done =
            time_into(into.commit_ns,
                      [&, wanted = intent_at(++at)] { return commit(journal, wanted, true); });
        !done)
      return done;
  }
  return {};
}

} // namespace

result<journal_samples> measure_journal(int commits, const std::filesystem::path& folder) {
  auto journal = writer::open(folder, "main", 1);
  if (!journal)
    return journal.failure();
  journal_samples samples;
  if (auto filled = fill(*journal, commits, samples); !filled)
    return filled.failure();
  return samples;
}

result<latency_samples> measure_bare_fdatasync(int commits, const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const auto failure = [&file] {
    return error{"io_error", file.string() + ": " + std::strerror(errno)};
  };
  if (descriptor < 0)
    return failure();
  const std::array<char, bare_bytes> bytes{};
  latency_samples samples_ns;
  for (int round = 0; round < commits; ++round) {
    const auto done = time_into(samples_ns, [&]() -> result<void> {
      if (::write(descriptor, bytes.data(), bytes.size()) < 0 || ::fdatasync(descriptor) != 0)
        return failure();
      return {};
    });
    if (!done) {
      ::close(descriptor);
      return done.failure();
    }
  }
  ::close(descriptor);
  return samples_ns;
}

} // namespace troupe::bench
