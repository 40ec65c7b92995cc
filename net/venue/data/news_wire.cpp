#include "net/venue/data/news_wire.hpp"

#include "net/venue/listing.hpp"
#include "trading/matching/identifier.hpp"
#include "trading/matching/splitmix64.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace troupe::net::venue {

namespace {

struct story {
  std::string_view headline; // of what it is about: "@"
  std::string_view summary;
};

constexpr std::array stories{
    story{"@ trades heavily as volume rises", "Volume in @ runs above its usual pace."},
    story{"@ moves within a narrow range", "Buyers and sellers of @ find little reason to act."},
    story{"Analyst keeps a neutral view of @", "The rating of @ stays where it was."},
    story{"Analyst raises the target for @", "A higher target for @ reflects recent strength."},
    story{"Analyst lowers the target for @", "A lower target for @ reflects recent weakness."},
    story{"What traders watch in @ today", "Levels that were tested in @ over the last days."},
    story{"@ among the most discussed today", "Mentions of @ have multiplied since the morning."},
    story{"Large trade reported in @", "A block of @ changed hands near the market."},
    story{"Short look: @", "A few figures about @."},
    story{"@ holds a conference next week", "Presentations about @ are expected to be streamed."},
    story{"Spreads of @ narrow", "Quotes of @ lie closer together than last week."},
    story{"Spreads of @ widen", "Quotes of @ lie further apart than last week."},
};

constexpr std::array<std::string_view, 4> authors{"A. Quote", "B. Print", "C. Tape", "D. Ledger"};

std::string about(std::string_view text, std::string_view name) {
  std::string written;
  for (const auto letter : text) {
    if (letter == '@')
      written += name;
    else
      written += letter;
  }
  return written;
}

std::int64_t slot_of(trading::time_ns at) {
  return trading::floor_time(at, news_wire::slot_ns) / news_wire::slot_ns;
}

bool concerns(const news_item& article, const std::vector<trading::symbol>& symbols) {
  return symbols.empty() || std::any_of(symbols.begin(), symbols.end(), [&](const auto& wanted) {
           return std::find(article.symbols.begin(), article.symbols.end(), wanted) !=
                  article.symbols.end();
         });
}

} // namespace

news_wire::news_wire(std::vector<trading::symbol> symbols, std::uint64_t seed)
    : symbols_(std::move(symbols)), seed_(seed ^ trading::hash_of_name("news")) {}

news_item news_wire::article(std::int64_t slot) const {
  constexpr std::uint64_t seconds_a_slot = slot_ns / trading::second_ns;
  constexpr std::uint64_t companions_max = 3;
  constexpr std::uint64_t one_without_content_in = 4;
  trading::splitmix64 bits(seed_ ^ (static_cast<std::uint64_t>(slot) * 0x9e3779b97f4a7c15));
  bits.next();
  news_item made;
  made.id = slot;
  made.created_ns = slot * slot_ns +
                    static_cast<trading::time_ns>(bits.below(seconds_a_slot)) * trading::second_ns;
  for (auto left = 1 + bits.below(companions_max); left > 0; --left) {
    const auto& symbol = symbols_[bits.below(symbols_.size())];
    if (!concerns(made, {symbol}) || made.symbols.empty())
      made.symbols.push_back(symbol);
  }
  const auto& main = made.symbols.front();
  const auto* listed = find_listing(main);
  const auto name = listed ? listed->name : main.text();
  const auto& told = stories[bits.below(stories.size())];
  made.headline = about(told.headline, name);
  made.summary = about(told.summary, name);
  if (bits.below(one_without_content_in) != 0)
    made.content =
        "<p>" + made.summary + "</p><p>This article is made up for a simulated market.</p>";
  made.author = authors[bits.below(authors.size())];
  made.source = "simulated";
  return made;
}

std::vector<news_item> news_wire::told_between(trading::time_ns after_ns,
                                               trading::time_ns until_ns) const {
  std::vector<news_item> told;
  if (symbols_.empty() || until_ns <= after_ns)
    return told;
  for (auto slot = slot_of(std::max(after_ns, until_ns - reach_ns)); slot <= slot_of(until_ns);
       ++slot)
    if (auto made = article(slot); made.created_ns > after_ns && made.created_ns <= until_ns)
      told.push_back(std::move(made));
  return told;
}

news_wire::page news_wire::find(const query& asked, trading::time_ns now) const {
  page found;
  if (symbols_.empty())
    return found;
  const auto first_ns = std::max(asked.first_ns, now - reach_ns);
  const auto last_ns = std::min(asked.last_ns, now);
  auto first = slot_of(first_ns);
  auto last = slot_of(last_ns);
  if (asked.after_id != 0)
    (asked.ascending ? first : last) =
        asked.ascending ? std::max(first, asked.after_id + 1) : std::min(last, asked.after_id - 1);
  const auto count = last - first + 1;
  for (std::int64_t step = 0; step < count; ++step) {
    auto made = article(asked.ascending ? first + step : last - step);
    if (made.created_ns < first_ns || made.created_ns > last_ns || !concerns(made, asked.symbols) ||
        (asked.only_with_content && made.content.empty()))
      continue;
    if (found.articles.size() == asked.limit) {
      found.more = true;
      return found;
    }
    found.articles.push_back(std::move(made));
  }
  return found;
}

} // namespace troupe::net::venue
