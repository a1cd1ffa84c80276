SELECT COUNT(*) FROM response
