// What one data stream is subscribed to: lists of symbols by channel.
#pragma once

#include "net/venue/data/data_plan.hpp"
#include "net/venue/data/stream_feed.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace troupe::net::venue {

// One client message: "*" stands for every symbol. `ticks` is the venue's extension.
struct channel_request {
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> symbols;

  bool empty() const; // no list names anything
  bool names(std::string_view channel) const;
};

struct stream_refusal {
  int code;
  std::string_view message;
};

class channel_lists {
public:
  // The channels of a feed.
  explicit channel_lists(data_feed feed);

  // Lists of words that are no channel of any feed are ignored. Refused are a request that names
  // nothing (400), one for a channel of another feed (410), and one beyond the plan (405): then
  // nothing is changed.
  std::optional<stream_refusal> add(const channel_request& asked, const data_plan& plan);
  std::optional<stream_refusal> remove(const channel_request& asked);

  bool contains(std::string_view channel, std::string_view symbol) const;
  bool empty() const;
  bool has_ticks() const;
  // [{"T":"subscription",…}]: the complete lists, empty ones too. The list of ticks is shown only
  // to a client that has asked for them.
  std::string frame() const;

private:
  using names = std::set<std::string, std::less<>>;

  std::optional<stream_refusal> judge(const channel_request& asked) const;
  bool exceeds(const data_plan& plan) const;
  void follow_trades();

  data_feed feed_;
  std::map<std::string, names, std::less<>> lists_;
};

} // namespace troupe::net::venue
