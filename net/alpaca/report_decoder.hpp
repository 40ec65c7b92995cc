// Reads the answers of the trading side. The parser's memory is used again from one to the next.
//
// Every error is `malformed_report`: a body that is cut, is not JSON, or lacks what it must have.
#pragma once

#include "net/alpaca/reports.hpp"
#include "trading/portfolio/account_activity.hpp"
#include "trading/result.hpp"

#include <memory>
#include <string>
#include <vector>

namespace troupe::net::alpaca {

class report_decoder {
public:
  report_decoder();
  ~report_decoder();
  report_decoder(const report_decoder&) = delete;
  report_decoder& operator=(const report_decoder&) = delete;

  result<order_report> order(const std::string& body);
  result<std::vector<order_report>> orders(const std::string& body);
  result<std::vector<position_report>> positions(const std::string& body);
  result<std::vector<execution_report>> executions(const std::string& body);
  // What moved the account besides executions. One that was canceled, or is of a symbol that is
  // none here, is of cause `other`.
  result<std::vector<trading::account_activity>> activities(const std::string& body);
  result<account_state> account(const std::string& body);
  result<clock_state> clock(const std::string& body);
  result<asset_report> asset(const std::string& body);

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
