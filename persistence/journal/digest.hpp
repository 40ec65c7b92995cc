// One hash over what a run did: equal for equal behaviour, however it was interleaved, restarted
// or spread over nodes.
//
// Taken are the decisions, intents and fills from the last session_started whose broker account
// differs from the one before it. They are put in the order (market instant, symbol, strategy,
// stage, ordinal), where the stages are the strategy's decision, risk's decision, the intent and
// the fill (which has strategy and ordinal from its intent). What is equal in key and content, as
// re-made after a crash, counts once. Left out: sequence numbers, epochs, causes, wall-clock
// stamps, node names, client order ids, the venue's ids, and every other kind of record.
// docs/journal-format.md gives the bytes.
#pragma once

#include "persistence/journal/record.hpp"
#include "trading/events.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace troupe::persistence::journal {

// Folds events in the journal's order. Holds one line for each decision, intent and fill of the
// run, and nothing of earlier runs.
class digest_fold {
public:
  void apply(const trading::event& happened);
  // 64 hexadecimal digits; of nothing, the hash of no bytes.
  std::string hex() const;

private:
  enum class stage : std::uint8_t { strategy, risk, intent, fill };
  using line = std::tuple<trading::time_ns, std::string, std::string, stage, std::uint32_t,
                          std::string>; // key and content
  struct origin {
    trading::term strategy;
    std::uint32_t ordinal = 0;
    trading::time_ns market_ns = 0;
  };

  void add(const trading::session_started& session);
  void add(const trading::decision& made);
  void add(const trading::intent& meant);
  void add(const trading::order_event& told);

  std::optional<std::string> broker_account_;
  std::vector<line> lines_;
  std::map<std::string, origin> intents_; // by client order id
};

// Errors: the reader's.
result<std::string> digest(const std::filesystem::path& folder);

} // namespace troupe::persistence::journal
