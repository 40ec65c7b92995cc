// What one data stream is subscribed to: lists of symbols by channel.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace troupe::net::venue {

// One client message: "*" stands for every symbol. `ticks` is the venue's extension.
struct channel_request {
  std::map<std::string, std::set<std::string>, std::less<>> symbols;

  bool empty() const; // no list names anything
};

class channel_lists {
public:
  // The channels of a stock feed and of the crypto feed; others are ignored in requests.
  static channel_lists of_stocks();
  static channel_lists of_crypto();

  void add(const channel_request& asked);
  void remove(const channel_request& asked);
  bool contains(std::string_view channel, std::string_view symbol) const;
  bool has_ticks() const;
  // [{"T":"subscription",…}]: the complete lists, empty ones too. The list of ticks is shown only
  // to a client that has asked for them.
  std::string frame() const;

private:
  explicit channel_lists(std::map<std::string, std::set<std::string>, std::less<>> lists)
      : lists_(std::move(lists)) {}
  void follow_trades();

  std::map<std::string, std::set<std::string>, std::less<>> lists_;
};

} // namespace troupe::net::venue
