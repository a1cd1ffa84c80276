UPDATE sending SET until = $2 WHERE copy_id = $1
