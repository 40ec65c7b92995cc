# With TROUPE_UNITY several sources are compiled at a time, which costs a third of compiling each
# alone. The presets for working compile each source alone, and so hold each to including what it
# uses.
option(TROUPE_UNITY "Compile several sources at a time" OFF)

# troupe_unite(<target> <layer>)
function(troupe_unite target layer)
  if(TROUPE_UNITY)
    set(size 16)
    if(layer MATCHES "^(net|runtime|actors)$") # so that both cores have some
      set(size 10)
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${size})
  endif()
endfunction()

# Compiled alone: what changes with the web page takes nothing else with it; and sources that are
# alike, each with names of its own that the others have too.
file(GLOB alike ${CMAKE_SOURCE_DIR}/trading/strategies/*.cpp
     ${CMAKE_SOURCE_DIR}/actors/backtest/*.cpp
     ${CMAKE_SOURCE_DIR}/trading/orders/rules/*.cpp)
set_source_files_properties(
  ${alike}
  ${CMAKE_SOURCE_DIR}/trading/market/symbol.cpp
  ${CMAKE_SOURCE_DIR}/trading/market/time.cpp
  ${CMAKE_SOURCE_DIR}/trading/matching/bar_quote.cpp
  ${CMAKE_SOURCE_DIR}/config/venue_access.cpp
  ${CMAKE_SOURCE_DIR}/persistence/read_side/table.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/page_files.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/json/backtest_entry_json.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/backtest_routes.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/flag_routes.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/live_limits.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/page_answer.cpp
  ${CMAKE_SOURCE_DIR}/actors/edge/rest/halt_page_routes.cpp
  PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
