# TROUPE_SANITIZE is "", "address" (with undefined behaviour) or "thread".
set(TROUPE_SANITIZE "" CACHE STRING "Sanitizers: empty, address or thread")
if(TROUPE_SANITIZE STREQUAL "address")
  # The actor library binds references to null on purpose in its headers.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
elseif(TROUPE_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
elseif(TROUPE_SANITIZE)
  message(FATAL_ERROR "TROUPE_SANITIZE is '${TROUPE_SANITIZE}'; allowed: empty, address, thread")
endif()
